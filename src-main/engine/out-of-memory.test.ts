import { expect, it } from 'vitest'
import { ranOutOfMemory } from './out-of-memory.ts'

const quiet = { before: 3, now: 3 }

it('a worker that the system killed for its memory ran out of it', () => {
  for (const reason of ['SIGKILL', 'exit 9', 'exit 137']) {
    expect(ranOutOfMemory(reason, '', { before: 3, now: 4 })).toBe(true)
    expect(ranOutOfMemory(reason, '', { before: undefined, now: undefined })).toBe(true)
    expect(ranOutOfMemory(reason, '', quiet), 'killed by somebody else').toBe(false)
  }
})

it('a worker that says so ran out of memory, and one that only crashed did not', () => {
  const aborted = "terminate called after throwing an instance of 'std::bad_alloc'"
  expect(ranOutOfMemory('SIGABRT', aborted, quiet)).toBe(true)
  expect(ranOutOfMemory('exit 134', 'FATAL ERROR: JavaScript heap out of memory', quiet)).toBe(true)
  expect(ranOutOfMemory('SIGSEGV', '', { before: 3, now: 4 })).toBe(false)
})
