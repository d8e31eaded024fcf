import type { DatasetSummary, Preprocessing } from '../../shared/contract/data.ts'
import type { PreviewedPicture } from '../../shared/contract/data-preview.ts'
import { type Result, success } from '../../shared/result.ts'
import type { Decoder } from '../decode/decoder.ts'
import { encodePng } from '../png.ts'
import type { Datasets } from '../service.ts'
import { readOriginal } from '../sources/original.ts'
import { showOriginal } from './originals.ts'

export type Previews = ReturnType<typeof createPreviews>

const picturesShown = 8
const longestSide = 160

/** Previews kept: the one that is shown, and the one that it takes the place of. */
const mostKept = 2

/** What another preparation would make of a data set's pictures. */
export function createPreviews({ datasets, decoder }: { datasets: Datasets; decoder: Decoder }) {
  const kept = new Map<number, Map<string, Uint8Array>>()
  let made = 0

  return {
    async preview(datasetId: string, as: Preprocessing): Promise<Result<PreviewedPicture[]>> {
      const summary = await datasets.get(datasetId)
      if (!summary.ok) return summary
      const number = ++made
      const files = new Map<string, Uint8Array>()
      const pictures: PreviewedPicture[] = []
      for (const index of spread(summary.value)) {
        const source = await datasets.source(datasetId, index)
        if (!source.ok) return source
        const original = await readOriginal(source.value)
        if (!original.ok) continue
        const readable = 'bytes' in original.value ? original.value.bytes : original.value
        const before = await showOriginal(decoder, readable, longestSide)
        const [after] = await decoder.decodePictures([readable], as)
        if (!before.ok || !after || 'problem' in after) continue
        const name = `${number}-${index}`
        files.set(`${name}-before`, before.value.png)
        files.set(`${name}-after`, encodePng(after.pixels, as.shape))
        const url = (which: string) => `app://data/preview/${name}-${which}.png`
        pictures.push({ source: source.value, before: url('before'), after: url('after') })
      }
      kept.set(number, files)
      for (const old of kept.keys()) if (old <= number - mostKept) kept.delete(old)
      return success(pictures)
    },

    /** The PNG behind `app://data/preview/<name>.png`. */
    png: (name: string) => kept.get(Number.parseInt(name, 10))?.get(name),
  }
}

/** Examples of the classes in turn: the first of each, then the second. */
function spread({ classes }: DatasetSummary): number[] {
  const most = Math.max(...classes.map(({ examples }) => examples.length))
  const turns = Array.from({ length: most }, (_, turn) =>
    classes.flatMap(({ examples }) => examples[turn] ?? []),
  )
  return turns.flat().slice(0, picturesShown)
}
