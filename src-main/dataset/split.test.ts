import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitCodes, undecided } from './parts.ts'
import { splitPictures } from './split.ts'

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

describe('pictures that stay together', () => {
  const grouped = fc
    .array(fc.record({ label: fc.nat({ max: 4 }), group: fc.nat({ max: 60 }) }), {
      minLength: 2,
      maxLength: 200,
    })
    .map(pictures => ({
      labels: pictures.map(({ label }) => label),
      groups: pictures.map(({ group }) => group),
    }))

  test('are on one side, with a training picture for every class', () => {
    fc.assert(
      fc.property(grouped, fractions, ({ labels, groups }, options) => {
        const split = splitPictures(labels, none(labels.length), { ...options, groups })
        const sides = new Map<number, number>()
        for (const [index, group] of groups.entries()) {
          expect(split[index]).toBe(sides.get(group) ?? split[index])
          sides.set(group, split[index]!)
        }
        for (const label of new Set(labels))
          expect(split.filter((_, index) => labels[index] === label)).toContain(train)
      }),
      { seed: 3 },
    )
  })

  test('leave every class a picture for validation where it has two groups of its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 1, maxLength: 6 }),
        fractions,
        (sizes, options) => {
          // Class 0 has as many groups as the first size says, of two pictures each, and so on.
          const labels = sizes.flatMap((size, label) => Array<number>(2 * size).fill(label))
          const groups = labels.map((_, index) => Math.floor(index / 2))
          const split = splitPictures(labels, none(labels.length), { ...options, groups })
          if (options.validation === 0) return
          for (const label of sizes.keys())
            expect(split.filter((_, index) => labels[index] === label)).toContain(validation)
        },
      ),
      { seed: 4 },
    )
  })

  test('come near to the fractions asked for, class by class', () => {
    const labels = Array.from({ length: 1200 }, (_, index) => index % 3)
    const groups = labels.map((label, index) => 3 * Math.floor(index / 12) + label)
    const split = splitPictures(labels, none(1200), { validation: 0.1, test: 0.2, seed: 1, groups })
    for (const label of [0, 1, 2]) {
      const own = split.filter((_, index) => labels[index] === label)
      expect(count(own, validation)).toBe(40)
      expect(count(own, held)).toBe(80)
    }
  })

  test('keep a given test set as it is', () => {
    const given = none(40).fill(held, 30)
    const labels = Array.from({ length: 40 }, (_, index) => index % 2)
    const split = splitPictures(labels, given, {
      validation: 0.1,
      test: 0,
      seed: 1,
      groups: labels.map((_, index) => index % 10),
    })
    expect(count(split, held)).toBe(10)
  })
})
