import { describe, expect, it } from 'vitest'
import { multipliesBfloat16, parseCards, placementOn, visibleCards } from './devices.ts'

const listed = 'NVIDIA GeForce RTX 3090, 24576\nTesla T4, 15360\nNVIDIA GeForce RTX 3090, 24576\n'

describe('graphics cards', () => {
  it('have names of their own, and memory in bytes', () => {
    expect(parseCards(listed)).toEqual([
      { name: 'NVIDIA GeForce RTX 3090 #1', kind: 'gpu', memoryBytes: 24 * 2 ** 30 },
      { name: 'Tesla T4', kind: 'gpu', memoryBytes: 15 * 2 ** 30 },
      { name: 'NVIDIA GeForce RTX 3090 #2', kind: 'gpu', memoryBytes: 24 * 2 ** 30 },
    ])
    expect(parseCards('NVIDIA GB10, [N/A]')).toEqual([{ name: 'NVIDIA GB10', kind: 'gpu', memoryBytes: 0 }])
  })

  it('are those that CUDA’s variable leaves, in its order', () => {
    const names = (variable?: string) => visibleCards(parseCards(listed), variable).map(({ name }) => name)
    expect(names()).toHaveLength(3)
    expect(names('2,1')).toEqual(['NVIDIA GeForce RTX 3090 #2', 'Tesla T4'])
    expect(names('7')).toEqual([])
    expect(names('GPU-5f3a')).toHaveLength(3)
  })

  it('have a tower each where several are named', () => {
    expect(placementOn(undefined)).toBeUndefined()
    expect(placementOn('gpu:1')).toBeUndefined()
    expect(placementOn('gpu:0+gpu:1')).toEqual({ towers: ['/device:GPU:0', '/device:GPU:1'] })
  })
})

it('a processor has instructions for bfloat16 where Linux says so', () => {
  expect(multipliesBfloat16('model name\t: AMD EPYC\nflags\t\t: fpu avx512_bf16 avx512_vnni\n')).toBe(true)
  expect(multipliesBfloat16('flags\t\t: fpu amx_bf16\n')).toBe(true)
  expect(multipliesBfloat16('flags\t\t: fpu avx2\n')).toBe(false)
  expect(multipliesBfloat16('')).toBe(false)
})
