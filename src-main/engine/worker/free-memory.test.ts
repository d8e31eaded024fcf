import { afterEach, describe, expect, it, vi } from 'vitest'
import type { EngineInfo } from '../../shared/contract/engine.ts'
import { createFreeMemory } from './free-memory.ts'

vi.mock('node:os', async original => ({
  ...(await original<object>()),
  freemem: () => 5e9,
  // On a Mac, three quarters of it are counted on.
  totalmem: () => 5e9 / (process.platform === 'darwin' ? 0.75 : 0.5),
}))
afterEach(() => vi.restoreAllMocks())

const info: EngineInfo = {
  tfjs: '',
  tensorflow: '',
  threads: 2,
  devices: [{ name: 'P', kind: 'cpu', memoryBytes: 1 }],
}

describe('the free memory', () => {
  it('is what the computer has, and what the process holds beyond its start', async () => {
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(2 ** 64)
    const held = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(4e8)
    const free = createFreeMemory(info)
    expect(await free()).toBe(5e9)
    held.mockReturnValue(3e9)
    expect(await free()).toBe(5e9 + 2.6e9)
    held.mockReturnValue(1e8)
    expect(await free()).toBe(5e9)
  })

  it('is no more than a container allows', async () => {
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(1e9)
    expect(await createFreeMemory(info)()).toBeLessThan(5e9)
  })
})
