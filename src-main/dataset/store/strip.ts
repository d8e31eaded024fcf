import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Shape } from '../../shared/architecture/spec.ts'
import { thumbnailSide } from '../../shared/contract/data-pictures.ts'
import { encodePngAside } from '../png.ts'
import { storedFiles } from './layout.ts'

/** Pictures of a data set side by side in one PNG, in the order of `indices`; of larger ones every second (third ...) pixel. */
export async function readStrip(
  folder: string,
  indices: readonly number[],
  shape: Shape,
): Promise<Uint8Array> {
  const { height, width, channels } = shape
  const step = Math.max(1, Math.floor(Math.min(height, width) / thumbnailSide))
  const small = { height: Math.ceil(height / step), width: Math.ceil(width / step) }
  const across = small.width * indices.length
  const strip = new Uint8Array(small.height * across * channels)
  const picture = new Uint8Array(height * width * channels)
  const handle = await open(join(folder, storedFiles.images))
  try {
    for (const [place, index] of indices.entries()) {
      await handle.read(picture, 0, picture.length, index * picture.length)
      for (let row = 0; row < small.height; row++) {
        const from = row * step * width * channels
        const to = (row * across + place * small.width) * channels
        if (step === 1) strip.set(picture.subarray(from, from + width * channels), to)
        else
          for (let value = 0; value < small.width * channels; value++) {
            const column = Math.floor(value / channels)
            strip[to + value] = picture[from + column * step * channels + (value % channels)]!
          }
      }
    }
  } finally {
    await handle.close()
  }
  return encodePngAside(strip, { height: small.height, width: across, channels })
}
