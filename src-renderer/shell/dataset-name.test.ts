import { expect, test } from 'vitest'
import { messagesFor } from '../../src-main/shared/messages/messages.ts'
import { datasetName } from './dataset-name.ts'

const zh = messagesFor('zh-CN')

test('a sample is called as the language calls it', () => {
  expect(datasetName(zh, { name: 'Digits', sample: 'digits' })).toBe('手写数字')
})

test('a name that a person gave stays', () => {
  expect(datasetName(zh, { name: 'Class 3b', sample: 'digits' })).toBe('Class 3b')
  expect(datasetName(zh, { name: 'Digits', sample: null })).toBe('Digits')
})
