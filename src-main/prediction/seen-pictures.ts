import { randomUUID } from 'node:crypto'
import { encodePng } from '../dataset/png.ts'
import type { Shape } from '../shared/architecture/spec.ts'

/** The pictures of recent predictions, until `limit` bytes of pixels are full and the oldest make room. */
export function createSeenPictures(limit = 256 * 2 ** 20) {
  const pictures = new Map<string, { pixels: Uint8Array; shape: Shape }>()
  let bytes = 0
  return {
    /** Answers the address under which the window finds the picture. */
    add(pixels: Uint8Array, shape: Shape): string {
      const id = randomUUID()
      pictures.set(id, { pixels, shape })
      bytes += pixels.length
      for (const [oldest, picture] of pictures) {
        if (bytes <= limit || oldest === id) break
        pictures.delete(oldest)
        bytes -= picture.pixels.length
      }
      return `app://data/prediction/${id}.png`
    },
    /** Encoded only for what is looked at. */
    png(id: string): Uint8Array | undefined {
      const picture = pictures.get(id)
      return picture && encodePng(picture.pixels, picture.shape)
    },
  }
}
