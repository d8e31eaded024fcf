import { expect, it } from 'vitest'
import { saysOutOfMemory } from '../shared/memory-errors.ts'
import { ranOutOfMemory } from './out-of-memory.ts'

const quiet = { before: 3, now: 3 }

it('a worker that the system killed for its memory ran out of it', () => {
  for (const reason of ['SIGKILL', 'exit 9', 'exit 137']) {
    expect(ranOutOfMemory(reason, '', { before: 3, now: 4 })).toBe(true)
    expect(ranOutOfMemory(reason, '', { before: undefined, now: undefined })).toBe(true)
    expect(ranOutOfMemory(reason, '', quiet), 'killed by somebody else').toBe(false)
  }
})

it('a worker that Electron’s allocator ended ran out of memory', () => {
  expect(ranOutOfMemory('exit 5', '', quiet)).toBe(true)
})

it('a worker that says so ran out of memory, and one that only crashed did not', () => {
  const aborted = "terminate called after throwing an instance of 'std::bad_alloc'"
  expect(ranOutOfMemory('SIGABRT', aborted, quiet)).toBe(true)
  expect(ranOutOfMemory('exit 134', 'FATAL ERROR: JavaScript heap out of memory', quiet)).toBe(true)
  expect(ranOutOfMemory('SIGSEGV', '', { before: 3, now: 4 })).toBe(false)
})

it.each([
  ['OOM when allocating tensor with shape[1080,64,32,32] and type float', true],
  ['Operation received an exception:Status: 1, message: could not create a primitive', true],
  ['Operation received an exception:Status: 5, message: could not execute a primitive', true],
  ['Operation received an exception:Status: 3, message: could not create a primitive', false],
  ['Incompatible shapes: [3] vs. [4]', false],
])('TensorFlow’s “%s” is told apart', (message, isMemory) => {
  expect(saysOutOfMemory(message)).toBe(isMemory)
})
