import { expect, test } from 'vitest'
import { uniqueName } from './unique-name.ts'

test.each([
  ['Leaves', [], 'Leaves'],
  ['Leaves', ['leaves'], 'Leaves'],
  ['Leaves', ['Leaves'], 'Leaves (2)'],
  ['Leaves', ['Leaves', 'Leaves (2)'], 'Leaves (3)'],
  ['Leaves (2)', ['Leaves', 'Leaves (2)'], 'Leaves (3)'],
])('%s beside %j is called %s', (name, taken, expected) => {
  expect(uniqueName(name, taken)).toBe(expected)
})
