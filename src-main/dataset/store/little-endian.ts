import { endianness } from 'node:os'

const isLittle = endianness() === 'LE'

/** Numbers as `labels.u16` holds them. */
export function littleEndian(labels: Uint16Array): Uint8Array {
  const bytes = Buffer.from(labels.buffer, labels.byteOffset, labels.byteLength)
  return isLittle ? bytes : Buffer.from(bytes).swap16()
}

/** Numbers from `labels.u16`. */
export function fromLittleEndian(bytes: Uint8Array): Uint16Array {
  const own = Buffer.from(bytes)
  if (!isLittle) own.swap16()
  return new Uint16Array(own.buffer, own.byteOffset, own.length / 2)
}
