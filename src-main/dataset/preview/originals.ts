import type { Size } from '../../shared/architecture/spec.ts'
import { type Original, originalSide } from '../../shared/contract/data-pictures.ts'
import { type Result, success } from '../../shared/result.ts'
import type { Decoder, PictureSource } from '../decode/decoder.ts'
import { encodePng } from '../png.ts'
import type { Datasets } from '../service.ts'
import { readOriginal } from '../sources/original.ts'

export type Originals = ReturnType<typeof createOriginals>

/** PNGs kept: the one looked at, and those that a person walks back to. */
const mostKept = 32

/** The files that stored pictures were imported from, decoded anew in the decoder's process. */
export function createOriginals({
  datasets,
  decoder,
}: {
  datasets: Pick<Datasets, 'source'>
  decoder: Decoder
}) {
  const kept = new Map<string, Uint8Array>()

  async function look(datasetId: string, index: number): Promise<Result<Original>> {
    const source = await datasets.source(datasetId, index)
    if (!source.ok) return source
    const original = await readOriginal(source.value)
    const picture = original.ok
      ? await showOriginal(
          decoder,
          'bytes' in original.value ? original.value.bytes : original.value,
          originalSide,
        )
      : original
    if (!picture.ok) return success({ source: source.value, found: { problem: picture.problem } })
    keep(`${datasetId}/${index}`, picture.value.png)
    return success({ source: source.value, found: { size: picture.value.size } })
  }

  function keep(key: string, png: Uint8Array) {
    kept.delete(key)
    kept.set(key, png)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  }

  return {
    look,

    /** The PNG of an original; undefined when it can't be shown. */
    async png(datasetId: string, index: number): Promise<Uint8Array | undefined> {
      const key = `${datasetId}/${index}`
      if (!kept.has(key)) await look(datasetId, index)
      return kept.get(key)
    },
  }
}

/** A picture in colour with its proportions, at most `side` pixels long and never enlarged, and the size that it has itself. */
export async function showOriginal(
  decoder: Decoder,
  source: PictureSource,
  side: number,
): Promise<Result<{ png: Uint8Array; size: Size }>> {
  const as = ({ height, width }: Size) =>
    decoder.decodePictures([source], {
      shape: { height, width, channels: 3 },
      color: 'rgb',
      fit: 'stretch',
    })
  // The first time for its size alone.
  const [probe] = await as({ height: 1, width: 1 })
  if (!probe || 'problem' in probe) return { ok: false, problem: probe!.problem }
  const size = within(probe.size, side)
  const [picture] = await as(size)
  if (!picture || 'problem' in picture) return { ok: false, problem: picture!.problem }
  return success({ png: encodePng(picture.pixels, { ...size, channels: 3 }), size: probe.size })
}

function within({ height, width }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(height, width))
  const length = (own: number) => Math.max(1, Math.round(own * scale))
  return { height: length(height), width: length(width) }
}
