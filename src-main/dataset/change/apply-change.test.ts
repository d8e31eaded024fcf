import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problem } from '../../shared/result.ts'
import { excluded, splitCodes } from '../parts.ts'
import { itemsAStep } from '../steps.ts'
import { applyChange, type ContentChange, changeInSteps } from './apply-change.ts'
import type { DatasetContent } from './content.ts'

const { train, validation, test: held } = splitCodes

/** Every class that has pictures in use has one in training, as an import makes it. */
const contents: fc.Arbitrary<DatasetContent> = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom('cat', 'dog', 'caf\u00e9', '猫', 'owl'), {
      minLength: 2,
      maxLength: 5,
    }),
    pictures: fc.array(fc.tuple(fc.nat(4), fc.constantFrom(train, validation, held, excluded)), {
      maxLength: 40,
    }),
    groups: fc.array(fc.nat(12), { minLength: 50, maxLength: 50 }),
    seed: fc.nat(1000),
  })
  .map(({ names, pictures, groups, seed }) => {
    const all = [...names.map((_, label) => [label, train] as const), ...pictures]
    return {
      name: 'pets',
      classes: names,
      labels: Uint16Array.from(all, ([label]) => label % names.length),
      split: Uint8Array.from(all, ([, part]) => part),
      seed,
      groups: Int32Array.from(groups.slice(0, all.length)),
    }
  })

const names = fc.constantFrom('cat', 'dog', ' dog ', 'cafe\u0301', 'new', '猫', ' ')
const pictures = fc.array(fc.nat(30), { minLength: 1, maxLength: 20 })
const fractions = fc.double({ min: 0, max: 0.45, noNaN: true })
const changes: fc.Arbitrary<ContentChange> = fc.oneof(
  fc.record({ kind: fc.constantFrom('exclude' as const, 'include' as const), pictures }),
  fc.record({ kind: fc.constant('relabel' as const), pictures, className: names }),
  fc.record({
    kind: fc.constant('move' as const),
    pictures,
    part: fc.constantFrom('train' as const, 'validation' as const, 'test' as const),
  }),
  fc.record({ kind: fc.constant('rename-class' as const), className: names, to: names }),
  fc.record({
    kind: fc.constant('merge-classes' as const),
    from: fc.array(names, { minLength: 1, maxLength: 3 }),
    into: names,
  }),
  fc.record({ kind: fc.constant('rebalance' as const), most: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    kind: fc.constant('split' as const),
    validation: fractions,
    test: fractions,
    seed: fc.nat(100),
    together: fc.constant('duplicates' as const),
  }),
)

/** After each change that is not refused. */
function whatever(check: (before: DatasetContent, after: DatasetContent, change: ContentChange) => void) {
  fc.assert(
    fc.property(contents, changes, (before, change) => {
      const copy = structuredClone(before)
      const changed = applyChange(before, change)
      expect(before).toEqual(copy)
      if (changed.ok) check(before, changed.value, change)
    }),
    { seed: 7, numRuns: 300 },
  )
}

const inUse = ({ split }: DatasetContent) => split.filter(part => part !== excluded).length
const countOf = ({ labels, split }: DatasetContent, label: number, part: number) =>
  split.filter((own, index) => own === part && labels[index] === label).length

describe('a change of a data set', () => {
  test('leaves what it was made of as it was, so that undoing is going back to it', () => whatever(() => {}))

  test('keeps every picture, in use or excluded', () =>
    whatever((before, after) => {
      expect(after.labels.length).toBe(before.labels.length)
      expect(after.split.length).toBe(before.split.length)
      for (const part of after.split) expect([train, validation, held, excluded]).toContain(part)
      for (const label of after.labels) expect(label).toBeLessThan(after.classes.length)
    }))

  test('brings excluded pictures into use only where it names them', () =>
    whatever((before, after, change) => {
      const named = change.kind === 'include' || change.kind === 'relabel' ? change.pictures : []
      for (const [index, part] of before.split.entries())
        if (part === excluded && !named.includes(index)) expect(after.split[index]).toBe(excluded)
    }))

  test('leaves fewer pictures in use only where it excludes', () =>
    whatever((before, after, { kind }) => {
      if (kind !== 'exclude' && kind !== 'rebalance')
        expect(inUse(after)).toBeGreaterThanOrEqual(inUse(before))
    }))

  test('keeps names of classes apart: composed, trimmed, each once', () =>
    whatever((_, after) => {
      const plain = after.classes.map(name => name.normalize('NFC').trim())
      expect(new Set(plain).size).toBe(plain.length)
      expect(plain).toEqual(after.classes)
      expect(plain).not.toContain('')
    }))

  test('leaves every class in use a training picture', () =>
    whatever((_, after) => {
      for (const [label, name] of after.classes.entries()) {
        const own = countOf(after, label, validation) + countOf(after, label, held)
        if (own > 0) expect(countOf(after, label, train), name).toBeGreaterThan(0)
      }
    }))

  test('divides the data so that groups stay on one side, and keeps the test set where none is asked for', () =>
    whatever((before, after, change) => {
      if (change.kind !== 'split') return
      const sides = new Map<number, Set<number>>()
      for (const [index, part] of after.split.entries()) {
        const stays = change.test === 0 && before.split[index] === held
        if (stays) expect(part).toBe(held)
        if (stays || part === excluded) continue
        const own = sides.get(before.groups![index]!) ?? new Set()
        sides.set(before.groups![index]!, own.add(part))
      }
      for (const own of sides.values()) expect(own.size).toBe(1)
    }))

  test('balances by the seed, down to the number asked for', () =>
    whatever((before, after, change) => {
      if (change.kind !== 'rebalance') return
      expect(applyChange(before, change)).toEqual({ ok: true, value: after })
      for (const label of after.classes.keys())
        expect(countOf(after, label, train)).toBe(Math.min(change.most, countOf(before, label, train)))
    }))
})

describe('a change that is refused', () => {
  const pets: DatasetContent = {
    name: 'pets',
    classes: ['cat', 'dog', 'owl'],
    labels: Uint16Array.of(0, 0, 1, 1, 2),
    split: Uint8Array.of(train, validation, train, held, train),
    seed: 1,
  }
  const refusal = (change: ContentChange) => {
    const changed = applyChange(pets, change)
    return changed.ok ? undefined : changed.problem
  }

  test('would take the last training picture of a class that stays', () => {
    expect(refusal({ kind: 'exclude', pictures: [0] })).toEqual(
      problem('data.no-training-left', { className: 'cat' }),
    )
    expect(refusal({ kind: 'move', pictures: [4], part: 'test' })).toEqual(
      problem('data.no-training-left', { className: 'owl' }),
    )
    expect(refusal({ kind: 'exclude', pictures: [4] })).toBeUndefined()
  })

  test('names what is not there, or a name that is taken', () => {
    expect(refusal({ kind: 'exclude', pictures: [5] })).toEqual(problem('data.no-such-picture', { index: 5 }))
    expect(refusal({ kind: 'rename-class', className: 'fox', to: 'wolf' })).toEqual(
      problem('data.no-such-class', { className: 'fox' }),
    )
    expect(refusal({ kind: 'rename-class', className: 'cat', to: ' dog' })).toEqual(
      problem('data.class-exists', { className: 'dog' }),
    )
    expect(refusal({ kind: 'relabel', pictures: [0], className: '  ' })).toEqual(
      problem('data.class-name-empty', {}),
    )
  })
})

describe('a change of very many pictures', () => {
  const images = 50 * itemsAStep
  const all = Array.from({ length: images }, (_, index) => index)
  const large: DatasetContent = {
    name: 'large',
    classes: ['cat', 'dog'],
    labels: Uint16Array.from(all, index => index % 2),
    split: Uint8Array.from(all, index => (index < 100 ? train : index % 4)),
    seed: 1,
    groups: Int32Array.from(all),
  }

  test.each<ContentChange>([
    { kind: 'exclude', pictures: all.slice(100) },
    { kind: 'include', pictures: all },
    { kind: 'relabel', pictures: all.slice(100), className: 'cat' },
    { kind: 'move', pictures: all.slice(100), part: 'test' },
    { kind: 'merge-classes', from: ['cat', 'dog'], into: 'pet' },
    { kind: 'rebalance', most: 5 },
    { kind: 'split', validation: 0.1, test: 0.1, seed: 2, together: 'duplicates' },
  ])('lets other work have its turn at least every few thousand of them: $kind', change => {
    const steps = changeInSteps(large, change)
    let turns = 0
    let step = steps.next()
    for (; !step.done; step = steps.next()) turns++
    expect(step.value.ok).toBe(true)
    // Once over the pictures that change, twice over all of them before and after.
    expect(turns).toBeGreaterThanOrEqual(3 * 50 - 3)
  })
})
