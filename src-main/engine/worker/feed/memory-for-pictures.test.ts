import { totalmem } from 'node:os'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { bytesInMemory, memoryForPictures } from './memory-for-pictures.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('the memory for pictures', () => {
  it('is a quarter of the computer’s where nothing limits it, and never more than one block may be', () => {
    const expected = Math.min(totalmem() / 4, 2 ** 30)
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(2 ** 64)
    expect(memoryForPictures()).toBe(expected)
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(0)
    expect(memoryForPictures()).toBe(expected)
  })

  it('is a quarter of what a container allows', () => {
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(2 ** 20)
    expect(memoryForPictures()).toBe(2 ** 18)
  })

  it('is what the environment says', () => {
    vi.stubEnv('LENSLET_PICTURE_MEMORY', '1000')
    expect(memoryForPictures()).toBe(1000)
    vi.stubEnv('LENSLET_PICTURE_MEMORY', 'much')
    expect(memoryForPictures()).toBeGreaterThan(1000)
  })
})

describe('pictures', () => {
  it('are in memory all at once, or a few chunks of them', () => {
    expect(bytesInMemory(1e9, 2e9)).toBe(1e9)
    expect(bytesInMemory(240e9, 2e9)).toBe(112 * 2 ** 20)
    expect(bytesInMemory(1000, 999)).toBe(999)
  })
})
