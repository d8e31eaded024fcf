import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitCodes, splitPictures, undecided } from './split.ts'

const { train, validation, test: held } = splitCodes

const fractions = fc.record({
  validation: fc.double({ min: 0, max: 0.45, noNaN: true }),
  test: fc.double({ min: 0, max: 0.45, noNaN: true }),
  seed: fc.nat(),
})
const labels = fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 300 })
const none = (count: number) => new Uint8Array(count).fill(undecided)
const count = (split: Uint8Array, code: number) => split.filter(value => value === code).length

describe('splitPictures', () => {
  test('leaves every class a training picture, and one for validation where there are two', () => {
    fc.assert(
      fc.property(labels, fractions, (labels, options) => {
        const split = splitPictures(labels, none(labels.length), options)
        for (const label of new Set(labels)) {
          const own = split.filter((_, index) => labels[index] === label)
          expect(own).toContain(train)
          if (options.validation > 0 && own.length > 1) expect(own).toContain(validation)
        }
      }),
      { seed: 1 },
    )
  })

  test('holds back the fractions asked for, class by class to within a picture', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 90 }), { minLength: 2, maxLength: 8 }),
        fractions,
        (sizes, options) => {
          const labels = sizes.flatMap((size, label) => Array<number>(size).fill(label))
          const split = splitPictures(labels, none(labels.length), options)
          expect(count(split, held)).toBe(Math.round(labels.length * options.test))
          for (const [label, size] of sizes.entries()) {
            const own = split.filter((_, index) => labels[index] === label)
            expect(Math.abs(count(own, held) - size * options.test)).toBeLessThanOrEqual(1)
          }
        },
      ),
      { seed: 2 },
    )
  })

  test('follows from the seed, and differs with it', () => {
    const labels = Array.from({ length: 200 }, (_, index) => index % 4)
    const draw = (seed: number) => splitPictures(labels, none(200), { validation: 0.2, test: 0.1, seed })
    expect(draw(5)).toEqual(draw(5))
    expect(draw(5)).not.toEqual(draw(6))
    expect(draw(2 ** 32 + 5)).not.toEqual(draw(5))
  })

  test('keeps a test set that the data came with and draws only validation from the rest', () => {
    const labels = Array.from({ length: 70 }, (_, index) => index % 2)
    const given = none(70).fill(held, 60)
    const split = splitPictures(labels, given, { validation: 0.1, test: 0.5, seed: 1 })
    expect(split.subarray(60).every(code => code === held)).toBe(true)
    expect(count(split, held)).toBe(10)
    expect(count(split, validation)).toBe(6)
  })
})
