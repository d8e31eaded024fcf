import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeTensors, encodeTensors, MalformedTensors, type TensorFile } from './safetensors.ts'

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

describe('a safetensors file', () => {
  it('holds what was written into it', () => {
    fc.assert(
      fc.property(file, content => {
        const read = decodeTensors(whole(content))
        expect(new Map(read.tensors)).toEqual(content.tensors)
        expect(read.metadata).toEqual(content.metadata)
      }),
      { seed: 1 },
    )
  })

  it('cut short anywhere is refused', () => {
    const values = Float32Array.of(1, 2, 3)
    const bytes = whole({
      tensors: new Map([['conv1/bias', { shape: [3], values }]]),
      metadata: { step: '7' },
    })
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeTensors(bytes.subarray(0, length)), `${length} bytes`).toThrow(MalformedTensors)
    }
  })

  it('is laid out as the format says', () => {
    const values = Float32Array.of(1.5, -2)
    const bytes = whole({ tensors: new Map([['a', { shape: [2, 1], values }]]), metadata: { step: '7' } })
    const length = Number(bytes.readBigUInt64LE(0))
    expect(length % 8).toBe(0)
    expect(JSON.parse(bytes.toString('utf8', 8, 8 + length))).toEqual({
      __metadata__: { step: '7' },
      a: { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
    })
    expect([bytes.readFloatLE(8 + length), bytes.readFloatLE(12 + length)]).toEqual([1.5, -2])
  })
})
