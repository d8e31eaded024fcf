import { expect, it } from 'vitest'
import { isForPictures } from './picture-keys.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false, repeat: false, target: { tagName: 'DIV' } }

it.each([
  [plain, true],
  [{ ...plain, ctrlKey: true }, false],
  [{ ...plain, metaKey: true }, false],
  [{ ...plain, altKey: true }, false],
  [{ ...plain, repeat: true }, false],
  [{ ...plain, target: { tagName: 'INPUT' } }, false],
  [{ ...plain, target: { tagName: 'TEXTAREA' } }, false],
  [{ ...plain, target: { tagName: 'SELECT' } }, false],
])('%o: %s', (event, is) => {
  expect(isForPictures(event)).toBe(is)
})
