import { expect, it } from 'vitest'
import { historyKey } from './history-keys.ts'

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, target: { tagName: 'DIV' } }
const ctrl = { ...plain, ctrlKey: true }

it.each([
  [{ ...ctrl, key: 'z' }, 'undo'],
  [{ ...ctrl, key: 'Z', shiftKey: true }, 'redo'],
  [{ ...ctrl, key: 'y' }, 'redo'],
  [{ ...plain, metaKey: true, key: 'z' }, 'undo'],
  [{ ...plain, key: 'z' }, undefined],
  [{ ...ctrl, key: 'x' }, undefined],
  [{ ...ctrl, key: 'z', target: { tagName: 'INPUT', type: 'text' } }, undefined],
  [{ ...ctrl, key: 'z', target: { tagName: 'INPUT', type: 'checkbox' } }, 'undo'],
])('%o asks for %s', (event, asked) => {
  expect(historyKey(event)).toBe(asked)
})
