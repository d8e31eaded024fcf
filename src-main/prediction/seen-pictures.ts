import { randomUUID } from 'node:crypto'

/** The pictures of recent predictions as PNG, until `limit` bytes are full and the oldest make room. */
export function createSeenPictures(limit = 128 * 2 ** 20) {
  const pictures = new Map<string, Uint8Array>()
  let bytes = 0
  return {
    /** Answers the address under which the window finds the picture. */
    add(png: Uint8Array): string {
      const id = randomUUID()
      pictures.set(id, png)
      bytes += png.length
      for (const [oldest, { length }] of pictures) {
        if (bytes <= limit || oldest === id) break
        pictures.delete(oldest)
        bytes -= length
      }
      return `app://data/prediction/${id}.png`
    },
    get: (id: string) => pictures.get(id),
  }
}
