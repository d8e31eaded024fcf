import { problem } from '../shared/result.ts'
import type { PictureSource } from './decode/decoder.ts'
import { openIdxPictures, readIdxLabels } from './idx/idx-file.ts'
import type { IdxSet } from './idx/idx-sets.ts'
import { Refused } from './refused.ts'
import { isNamedAsPicture } from './scan/names.ts'
import type { Scan, ScannedPicture } from './scan/scan.ts'
import { splitCodes, undecided } from './split.ts'
import { mostClasses } from './store/layout.ts'

/** The pictures of an import in their order, wherever they come from. */
export interface ImportPlan {
  readonly total: number
  readonly classes: readonly string[]
  readonly sources: Iterable<PictureSource> | AsyncIterable<PictureSource>
  /** Index into `classes`. */
  label(index: number): number
  /** Its part of the data as `splitCodes` has it, or `undecided`. */
  part(index: number): number
  /** Shown as where the picture came from. */
  describe(index: number): string
  /** When it turns out to be no picture, that is worth a word. */
  isExpected(index: number): boolean
}

/** Throws `Refused` for IDX files that are damaged, and for more classes than can be stored. */
export async function planImport(
  content: Scan['content'],
  classNames?: readonly string[],
): Promise<ImportPlan> {
  if (content.kind === 'idx') return planIdx(content.sets, classNames)
  const { classes, pictures } = content
  if (classes.length > mostClasses)
    throw new Refused(problem('data.too-many-classes', { found: classes.length, limit: mostClasses }))
  return planPictures(classes, pictures)
}

const planPictures = (classes: readonly string[], pictures: readonly ScannedPicture[]): ImportPlan => ({
  total: pictures.length,
  classes,
  sources: pictures.map(picture => picture.path),
  label: index => pictures[index]!.label,
  part: index => {
    const { split } = pictures[index]!
    return split === null ? undecided : splitCodes[split]
  },
  describe: index => pictures[index]!.path,
  isExpected: index => isNamedAsPicture(pictures[index]!.path),
})

async function planIdx(sets: readonly IdxSet[], classNames?: readonly string[]): Promise<ImportPlan> {
  const opened = await Promise.all(sets.map(openSet))
  const total = opened.reduce((sum, { labels }) => sum + labels.length, 0)
  const labels = new Uint8Array(total)
  const parts = new Uint8Array(total)
  const starts: number[] = []
  let start = 0
  for (const { set, labels: own } of opened) {
    starts.push(start)
    labels.set(own, start)
    parts.fill(set.test ? splitCodes.test : undecided, start, start + own.length)
    start += own.length
  }
  const highest = labels.reduce((most, label) => Math.max(most, label), 0)
  return {
    total,
    classes: Array.from({ length: highest + 1 }, (_, label) => classNames?.[label] ?? String(label)),
    sources: pixels(),
    label: index => labels[index]!,
    part: index => parts[index]!,
    describe: index => {
      const set = starts.findLastIndex(first => first <= index)
      return `${sets[set]!.images}#${index - starts[set]!}`
    },
    isExpected: () => true,
  }

  async function* pixels() {
    for (const { images } of opened) {
      const shape = { height: images.height, width: images.width, channels: 1 }
      for await (const picture of images.pictures) yield { pixels: picture, shape }
    }
  }
}

async function openSet(set: IdxSet) {
  const images = await openIdxPictures(set.images)
  const labels = await readIdxLabels(set.labels)
  if (labels.length !== images.count) {
    const fault = { kind: 'count', pictures: images.count, labels: labels.length } as const
    throw new Refused(problem('data.idx-invalid', { path: set.labels, fault }))
  }
  return { set, images, labels }
}
