import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeTensors, MalformedTensors, readTensors, type TensorFile } from './safetensors.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lenslet-safetensors-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const tensor = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain(shape => {
  const length = shape.reduce((product, side) => product * side, 1)
  return fc.record({
    shape: fc.constant(shape),
    values: fc.float32Array({ minLength: length, maxLength: length }),
  })
})
const name = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter(key => key !== '__metadata__' && key !== '__proto__')
const file: fc.Arbitrary<TensorFile> = fc.record({
  tensors: fc.array(fc.tuple(name, tensor), { maxLength: 5 }).map(entries => new Map(entries)),
  metadata: fc.dictionary(name, fc.string(), { maxKeys: 3, noNullPrototype: true }),
})

const whole = (content: TensorFile) => Buffer.concat(encodeTensors(content))

async function read(bytes: Uint8Array) {
  const path = join(folder, 'file.safetensors')
  await writeFile(path, bytes)
  return readTensors(path)
}

const small = whole({
  tensors: new Map([['conv1/bias', { shape: [3], values: Float32Array.of(1, 2, 3) }]]),
  metadata: { step: '7' },
})

describe('a safetensors file', () => {
  it('holds what was written into it', async () => {
    await fc.assert(
      fc.asyncProperty(file, async content => {
        const { tensors, metadata, isChecked } = await read(whole(content))
        expect(new Map(tensors)).toEqual(content.tensors)
        expect({ metadata, isChecked }).toEqual({ metadata: content.metadata, isChecked: true })
      }),
      { seed: 1 },
    )
  })

  it('cut short or made longer anywhere is refused', async () => {
    for (let length = 0; length < small.length; length++) {
      await expect(read(small.subarray(0, length)), `${length} bytes`).rejects.toThrow(MalformedTensors)
    }
    await expect(read(Buffer.concat([small, Buffer.of(0)]))).rejects.toThrow(MalformedTensors)
  })

  it('altered in any byte is refused, or no longer passes as checked', async () => {
    for (let place = 0; place < small.length; place++) {
      const altered = Buffer.from(small)
      altered[place]! ^= 1
      const found = await read(altered).then(
        ({ isChecked }) => isChecked,
        error => !(error instanceof MalformedTensors),
      )
      expect(found, `byte ${place}`).toBe(false)
    }
  })

  it('of another writer, in another order and without a checksum, is read', async () => {
    const header = Buffer.from(
      '{"b":{"dtype":"F32","shape":[],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
    )
    const bytes = Buffer.concat([Buffer.alloc(8), header, Buffer.from(Float32Array.of(1.5, -2).buffer)])
    bytes.writeBigUInt64LE(BigInt(header.length))
    const { tensors, isChecked } = await read(bytes)
    expect(isChecked).toBe(false)
    expect([tensors.get('a')?.values, tensors.get('b')?.values]).toEqual([
      Float32Array.of(1.5),
      Float32Array.of(-2),
    ])
  })

  it('is laid out as the format says, with the CRC-32 of itself', () => {
    const values = Float32Array.of(1.5, -2)
    const bytes = whole({ tensors: new Map([['a', { shape: [2, 1], values }]]), metadata: { step: '7' } })
    const length = Number(bytes.readBigUInt64LE(0))
    expect(length % 8).toBe(0)
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + length))
    const { checksum } = header.__metadata__
    expect(header).toEqual({
      __metadata__: { checksum: expect.stringMatching(/^[0-9a-f]{8}$/), step: '7' },
      a: { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
    })
    expect([bytes.readFloatLE(8 + length), bytes.readFloatLE(12 + length)]).toEqual([1.5, -2])
    bytes.write('00000000', bytes.indexOf(checksum), 'latin1')
    expect(Number.parseInt(checksum, 16)).toBe(crc32(bytes))
  })
})

/** Bit by bit, as the polynomial has it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return ~sum >>> 0
}
