import { expect, test } from 'vitest'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { messagesFor } from '../../src-main/shared/messages/messages.ts'
import { networkName, runName, suggestName } from './network-name.ts'

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

test('a network that is kept is suggested a name that is free', () => {
  const changed = { ...spec, name: 'LeNet · modern, changed' }
  expect(suggestName(messagesFor('en'), changed, [])).toBe('My LeNet · modern')
  expect(suggestName(messagesFor('en'), changed, ['My LeNet · modern', 'My LeNet · modern 2'])).toBe(
    'My LeNet · modern 3',
  )
  expect(suggestName(zh, { id: 'of-mine', name: 'Wide' }, ['Wide'])).toBe('Wide 2')
})
