import { createRequire } from 'node:module'
import type { Size } from '../../shared/architecture/spec.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import type { PixelsInHand } from './protocol.ts'

interface HeifImage {
  readonly handle: unknown
  get_width(): number
  get_height(): number
  is_primary(): boolean
  free(): void
}

interface HeifDecoder {
  /** The context, which the library frees with the next picture alone. */
  decoder: unknown
  decode(bytes: Uint8Array): HeifImage[]
}

/** A decoded picture's planes; interleaved, it is one. `code`: what went wrong. */
interface HeifPixels {
  readonly code?: unknown
  readonly image: unknown
  readonly channels: readonly { id: unknown; stride: number; data: Uint8Array }[]
}

interface Libheif {
  readonly HeifDecoder: new () => HeifDecoder
  readonly heif_colorspace: { heif_colorspace_RGB: unknown }
  readonly heif_chroma: { heif_chroma_interleaved_RGBA: unknown }
  readonly heif_channel: { heif_channel_interleaved: unknown }
  heif_js_decode_image2(
    handle: unknown,
    space: unknown,
    chroma: unknown,
  ): HeifPixels | undefined | Promise<HeifPixels | undefined>
  heif_image_release(image: unknown): void
  heif_context_free(context: unknown): void
}

let libheif: Libheif | undefined

/**
 * Decodes a HEIC picture, as telephones take them, to RGBA, turned as the file says; sharp's libvips reads none, since HEVC is under
 * patents. `frames`: how many pictures the file holds. The library (libheif as WebAssembly) is loaded with the first one.
 */
export async function decodeHeic(
  bytes: Buffer,
  pixelLimit: number,
): Promise<Result<PixelsInHand & { frames: number }>> {
  libheif ??= createRequire(import.meta.url)('libheif-js/wasm-bundle') as Libheif
  const decoder = new libheif.HeifDecoder()
  let images: HeifImage[] = []
  try {
    images = decoder.decode(bytes)
    const image = images.find(each => each.is_primary()) ?? images[0]
    if (!image) return failure('data.unreadable-picture', { reason: 'damaged', details: 'HEIC' })
    const [width, height] = [image.get_width(), image.get_height()]
    if (width * height > pixelLimit)
      return failure('data.too-large', { width, height, limit: Math.round(pixelLimit / 1e6) })
    const pixels = await pixelsOf(libheif, image.handle, { height, width })
    if (!pixels) return failure('data.unreadable-picture', { reason: 'damaged', details: 'HEIC' })
    return success({ pixels, shape: { height, width, channels: 4 }, frames: images.length })
  } finally {
    for (const image of images) image.free()
    if (decoder.decoder) libheif.heif_context_free(decoder.decoder)
    decoder.decoder = null
  }
}

/** RGBA. The library's own `display` decodes in a timer, where nobody catches what it throws. */
async function pixelsOf(
  { heif_js_decode_image2, heif_image_release, ...libheif }: Libheif,
  handle: unknown,
  { height, width }: Size,
): Promise<Uint8Array | undefined> {
  const space = libheif.heif_colorspace.heif_colorspace_RGB
  const answer = heif_js_decode_image2(handle, space, libheif.heif_chroma.heif_chroma_interleaved_RGBA)
  // The planes are views of the library's memory, which is another once it has grown: they are copied before anything else is done.
  const decoded = answer instanceof Promise ? await answer : answer
  if (!decoded || decoded.code) return undefined
  try {
    const plane = decoded.channels.find(({ id }) => id === libheif.heif_channel.heif_channel_interleaved)
    if (!plane || plane.data.length < plane.stride * height) return undefined
    const pixels = new Uint8Array(height * width * 4)
    for (let row = 0; row < height; row++)
      pixels.set(plane.data.subarray(row * plane.stride, row * plane.stride + 4 * width), row * 4 * width)
    return pixels
  } finally {
    heif_image_release(decoded.image)
  }
}
