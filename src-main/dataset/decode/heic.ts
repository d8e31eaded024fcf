import { createRequire } from 'node:module'
import { failure, type Result, success } from '../../shared/result.ts'
import type { PixelsInHand } from './protocol.ts'

interface HeifImage {
  get_width(): number
  get_height(): number
  is_primary(): boolean
  display(
    target: { data: Uint8ClampedArray; width: number; height: number },
    done: (filled: unknown) => void,
  ): void
  free(): void
}

interface HeifDecoder {
  decode(bytes: Uint8Array): HeifImage[]
}

let decoder: HeifDecoder | undefined

/**
 * Decodes a HEIC picture, as telephones take them, to RGBA, turned as the file says; sharp's libvips reads none, since HEVC is under
 * patents. `frames`: how many pictures the file holds. The library (libheif as WebAssembly) is loaded with the first one.
 */
export async function decodeHeic(
  bytes: Buffer,
  pixelLimit: number,
): Promise<Result<PixelsInHand & { frames: number }>> {
  decoder ??= loadDecoder()
  const images = decoder.decode(bytes)
  try {
    const image = images.find(each => each.is_primary()) ?? images[0]
    if (!image) return failure('data.unreadable-picture', { reason: 'damaged', details: 'HEIC' })
    const [width, height] = [image.get_width(), image.get_height()]
    if (width * height > pixelLimit)
      return failure('data.too-large', { width, height, limit: Math.round(pixelLimit / 1e6) })
    const data = new Uint8ClampedArray(width * height * 4)
    const filled = await new Promise<boolean>(resolve =>
      image.display({ data, width, height }, found => resolve(Boolean(found))),
    )
    if (!filled) return failure('data.unreadable-picture', { reason: 'damaged', details: 'HEIC' })
    const pixels = new Uint8Array(data.buffer)
    return success({ pixels, shape: { height, width, channels: 4 }, frames: images.length })
  } finally {
    for (const image of images) image.free()
  }
}

function loadDecoder(): HeifDecoder {
  const libheif = createRequire(import.meta.url)('libheif-js/wasm-bundle') as {
    HeifDecoder: new () => HeifDecoder
  }
  return new libheif.HeifDecoder()
}
