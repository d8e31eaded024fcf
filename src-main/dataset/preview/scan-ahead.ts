import type { ImportOptions, Preprocessing } from '../../shared/contract/data.ts'
import type { FoundData } from '../../shared/contract/data-preview.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import type { Decoder, PictureSource } from '../decode/decoder.ts'
import { encodePng } from '../png.ts'
import { createProgress } from '../progress.ts'
import { scan } from '../scan/scan.ts'
import type { ImportPlan } from '../sources/import-plan.ts'
import { inSlices } from '../steps.ts'
import { countPlan } from './count-plan.ts'
import { showOriginal } from './originals.ts'

const picturesShown = 8
const longestSide = 160

/** Sets of prepared examples kept: the one that is shown, and the one that it takes the place of. */
const mostKept = 2

export type ScanAhead = ReturnType<typeof createScanAhead>

/** Looks at what an import would find, and tries preparations on a few of its pictures. */
export function createScanAhead(decoder: Decoder) {
  let current = new AbortController()
  let scans = 0
  let examples: { readonly source: PictureSource; readonly name: string }[] = []
  const befores = new Map<string, Uint8Array>()
  const afters: Map<string, Uint8Array>[] = []
  let prepared = 0

  return {
    /** `data.cancelled` when it is cancelled or another one begins; else the problems of an import. `onFiles` is told how many files were seen. */
    async scan(
      paths: readonly string[],
      labels: NonNullable<ImportOptions['labels']>,
      onFiles: (files: number) => void,
    ): Promise<Result<FoundData>> {
      current.abort()
      const own = new AbortController()
      current = own
      const { signal } = own
      let seen = 0
      const progress = createProgress(({ done }) => onFiles(done))
      const onFile = () => progress('scanning', ++seen, 0)
      try {
        const scanned = await scan(paths, { labels }, { signal, onFile })
        if (!scanned.ok) return scanned
        const { name, root, plan, problems, skipped, labelledBy } = scanned.value
        problems.close()
        const { candidates, images, given, unsure } = await inSlices(countPlan(plan), signal)
        const [only] = plan.classes
        if (plan.classes.length === 1 && labels !== 'hand')
          return failure('data.one-class', { path: root, found: only! })
        const found = await firstReadable(await sourcesOf(plan, candidates, signal), signal)
        signal.throwIfAborted()
        const number = ++scans
        befores.clear()
        examples = found.map(({ source, png }, place) => {
          const name = `scan-${number}-${place}`
          befores.set(`${name}-before`, png)
          return { source, name }
        })
        return success({
          name,
          pictures: plan.total - unsure,
          unsure,
          classes: plan.classes.map((name, label) => ({ name, images: images[label]! })),
          labelledBy,
          given,
          unusable: problems.unusable,
          skipped,
          examples: found.map(({ index }, place) => ({
            source: plan.describe(index),
            className: plan.classes[plan.label(index)]!,
            before: address(`scan-${number}-${place}-before`),
          })),
        })
      } catch (error) {
        if (signal.aborted) return failure('data.cancelled', {})
        throw error
      }
    },

    cancel: () => current.abort(),

    /** What becomes of the last scan's examples. */
    async prepare(as: Preprocessing): Promise<(string | null)[]> {
      const wanted = examples
      const number = ++prepared
      const outcomes = await decoder.decodePictures(
        wanted.map(({ source }) => source),
        as,
      )
      const files = new Map<string, Uint8Array>()
      const addresses = outcomes.map((outcome, place) => {
        if ('problem' in outcome) return null
        const name = `${wanted[place]!.name}-${number}`
        files.set(name, encodePng(outcome.pixels, as.shape))
        return address(name)
      })
      afters.push(files)
      if (afters.length > mostKept) afters.shift()
      return addresses
    },

    /** The PNG behind `app://data/preview/<name>.png`. */
    png: (name: string) => befores.get(name) ?? afters.find(files => files.has(name))?.get(name),
  }

  async function firstReadable(
    sources: readonly { index: number; source: PictureSource }[],
    signal: AbortSignal,
  ) {
    const readable: { index: number; source: PictureSource; png: Uint8Array }[] = []
    for (const each of sources) {
      if (readable.length === picturesShown) break
      signal.throwIfAborted()
      const original = await showOriginal(decoder, each.source, longestSide)
      if (original.ok) readable.push({ ...each, png: original.value.png })
    }
    return readable
  }
}

const address = (name: string) => `app://data/preview/${name}.png`

/** What the plan has for these pictures, in their order; reads no further than the last of them. */
async function sourcesOf(plan: ImportPlan, indices: readonly number[], signal: AbortSignal) {
  const found = new Map<number, PictureSource>()
  const last = Math.max(...indices)
  let index = 0
  for await (const source of plan.sources) {
    signal.throwIfAborted()
    if (indices.includes(index)) found.set(index, source)
    if (index++ === last) break
  }
  return indices.flatMap(index => {
    const source = found.get(index)
    return source === undefined ? [] : [{ index, source }]
  })
}
