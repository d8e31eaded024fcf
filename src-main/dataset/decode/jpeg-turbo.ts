import { createRequire } from 'node:module'
import type * as Turbo from '@julusian/jpeg-turbo'
import type { Size } from '../../shared/architecture/spec.ts'

const turbo = load()

/** libjpeg-turbo; undefined where its package has no build for this computer. */
function load(): typeof Turbo | undefined {
  try {
    return createRequire(import.meta.url)('@julusian/jpeg-turbo') as typeof Turbo
  } catch {
    return undefined
  }
}

/** Pictures that are decoded at the same time share none; Electron wants memory of its own for all that an addon fills. */
const free: Buffer[] = []

/**
 * Decodes a JPEG and lends its pixels to `use`: as RGB and an unused byte (`channels` 4), or as RGB (3), height x width x channels. Undefined
 * where the library complains of anything.
 */
export async function withDecodedJpeg<T>(
  bytes: Buffer,
  { height, width }: Size,
  channels: 3 | 4,
  use: (decoded: Buffer) => T | Promise<T>,
): Promise<T | undefined> {
  if (!turbo) return undefined
  const length = height * width * channels
  const lent = free.pop()
  const buffer = lent && lent.length >= length ? lent : Buffer.allocUnsafeSlow(length)
  try {
    const format = channels === 3 ? turbo.FORMAT_RGB : turbo.FORMAT_RGBX
    return (await decodes(turbo, bytes, buffer, format)) ? await use(buffer.subarray(0, length)) : undefined
  } finally {
    free.push(buffer)
  }
}

/** Whether the library fills the buffer without complaint: it refuses what libjpeg only warns of, too, and throws at once what it finds in the header. */
async function decodes(
  library: typeof Turbo,
  bytes: Buffer,
  buffer: Buffer,
  format: Turbo.Format,
): Promise<boolean> {
  try {
    await library.decompress(bytes, buffer, { format })
    return true
  } catch {
    return false
  }
}
