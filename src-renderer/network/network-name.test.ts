import { expect, test } from 'vitest'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { messagesFor } from '../../src-main/shared/messages/messages.ts'
import { networkName, runName } from './network-name.ts'

const { spec } = presets['lenet-modern']
const zh = messagesFor('zh-CN')

test('a preset and the runs of it are called as the language calls them', () => {
  expect(networkName(zh, spec)).toBe('LeNet · 现代')
  expect(runName(zh, { spec, name: `${spec.name} #3` })).toBe('LeNet · 现代 #3')
})

test('a name that a person gave stays', () => {
  expect(networkName(zh, { ...spec, name: 'My LeNet' })).toBe('My LeNet')
  expect(runName(zh, { spec, name: 'Leaves at last' })).toBe('Leaves at last')
})
