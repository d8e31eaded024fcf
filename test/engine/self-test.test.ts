import { describe, expect, it } from 'vitest'
import { compareLosses, selfTest } from '../../src-main/engine/worker/self-test.ts'

describe('the self-test', () => {
  it('finds the processor to agree with itself, with every node placed there', async () => {
    expect(await selfTest()).toMatchObject({ steps: 10, agrees: true })
  })

  it('finds a device that computes otherwise, or not at all', () => {
    const right = Float32Array.of(2.3, 2.2, 2.1)
    expect(compareLosses(Float32Array.of(2.301, 2.199, 2.102), right)).toMatchObject({ agrees: true })
    expect(compareLosses(Float32Array.of(2.3, 2.25, 2.1), right)).toMatchObject({ agrees: false })
    expect(compareLosses(Float32Array.of(2.3, Number.NaN, 2.1), right)).toMatchObject({ agrees: false })
    expect(compareLosses(Float32Array.of(2.3), right)).toMatchObject({ agrees: false })
  })
})
