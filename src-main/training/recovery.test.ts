import { describe, expect, it } from 'vitest'
import { problem } from '../shared/result.ts'
import { type Attempt, recoveryFrom } from './recovery.ts'

const attempt: Attempt = { batchSize: 9, hasBegun: true, hasSaved: false, isRetry: false }
const memory = problem('engine.out-of-memory', { reason: 'OOM' })
const crash = problem('engine.lost', { reason: 'SIGSEGV' })

describe('a run that could not go on', () => {
  it('takes half the batch where memory ran out, down to one picture', () => {
    const sizes = [9]
    for (;;) {
      const next = recoveryFrom(memory, { ...attempt, batchSize: sizes.at(-1)! })
      if (next?.kind !== 'halve') break
      sizes.push(next.batchSize)
    }
    expect(sizes).toEqual([9, 4, 2, 1])
  })

  it('is not helped by a smaller batch where its network or data did not fit', () => {
    expect(recoveryFrom(memory, { ...attempt, hasBegun: false })).toBeUndefined()
  })

  it('goes on after a crash, once, and again where it got further in between', () => {
    expect(recoveryFrom(crash, attempt)).toEqual({ kind: 'again' })
    expect(recoveryFrom(crash, { ...attempt, isRetry: true })).toBeUndefined()
    expect(recoveryFrom(crash, { ...attempt, isRetry: true, hasSaved: true })).toEqual({ kind: 'again' })
  })

  it('ends where Lenslet is closed, and where trying again would change nothing', () => {
    expect(recoveryFrom(problem('engine.lost', { reason: 'close' }), attempt)).toBeUndefined()
    expect(recoveryFrom(problem('engine.failed', { reason: '' }), attempt)).toBeUndefined()
    expect(recoveryFrom(problem('app.disk-full', { path: '' }), attempt)).toBeUndefined()
  })
})
