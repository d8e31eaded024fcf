import { describe, expect, it } from 'vitest'
import { SoundnessCheck } from './soundness-check.ts'

/** A model whose check takes `cost` seconds, with a clock that stands still otherwise. */
function checked(cost: number, answers: readonly boolean[]) {
  let seconds = 0
  let asked = 0
  const isSound = () => {
    seconds += cost
    return answers[asked++] ?? true
  }
  const check = new SoundnessCheck({ isSound }, () => seconds)
  return { check, wait: (time: number) => (seconds += time), asked: () => asked }
}

describe('looking for weights that are not finite', () => {
  it('is done after the first call, and says what it found', () => {
    expect(checked(0.1, [false]).check.isSound()).toBe(false)
  })

  it('is done again once it costs no more than a hundredth of the time', () => {
    const { check, wait, asked } = checked(0.1, [true, false])
    expect(check.isSound()).toBe(true)
    wait(9)
    expect(check.isSound()).toBe(true)
    expect(asked()).toBe(1)
    wait(2)
    expect(check.isSound()).toBe(false)
  })

  it('is done after every call where it costs nothing', () => {
    const { check, asked } = checked(0, [])
    for (let call = 0; call < 5; call++) check.isSound()
    expect(asked()).toBe(5)
  })
})
