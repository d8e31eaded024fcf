import { describe, expect, it } from 'vitest'
import { samplePreparation } from './sample-preparation.ts'

const shape = (side: number) => ({ shape: { height: side, width: side, channels: 3 } })

describe('a sample', () => {
  it('stays small and grey while a network for large pictures is chosen', () => {
    expect(samplePreparation(shape(224), false)).toEqual({
      shape: { height: 32, width: 32, channels: 1 },
      color: 'grey',
    })
  })

  it('is prepared for a small network, and as a person chose', () => {
    expect(samplePreparation(shape(64), false)).toBeUndefined()
    expect(samplePreparation(shape(224), true)).toBeUndefined()
  })
})
