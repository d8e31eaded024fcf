import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NameIndex } from './name-index.ts'

test('names of every script are numbered once each, and found again', () => {
  const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 500, size: 'max' })
  fc.assert(
    fc.property(names, fc.nat(400), (list, expected) => {
      const index = new NameIndex(expected)
      const known = new Map<string, number>()
      for (const name of list) {
        if (!known.has(name)) known.set(name, known.size)
        expect(index.add(name)).toBe(known.get(name))
      }
      for (const name of list) expect(index.find(name)).toBe(known.get(name))
      expect(index.find('not there: long enough')).toBeUndefined()
      expect([...index.names]).toEqual([...known.keys()])
    }),
    { seed: 1, numRuns: 50 },
  )
})
