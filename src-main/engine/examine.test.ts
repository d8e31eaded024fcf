import { describe, expect, it } from 'vitest'
import type { EngineDevice, SelfTest } from '../shared/contract/engine.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { Engine } from './engine-service.ts'
import { examine } from './examine.ts'

const card: EngineDevice = { name: 'Tesla T4', kind: 'gpu', memoryBytes: 1 }
const agreeing: SelfTest = { steps: 10, furthest: 0.0001, agrees: true }

/** An engine on a graphics card. */
const engineThat = (answer: Result<SelfTest>) =>
  ({
    request: async (name: string) =>
      name === 'hello' ? success({ tfjs: '4', tensorflow: '2.21.0', devices: [card], threads: 2 }) : answer,
    log: () => '',
  }) as unknown as Engine

describe('an examination', () => {
  it('tests a graphics card that computes', async () => {
    expect(await examine(engineThat(success(agreeing)))).toMatchObject({ selfTest: agreeing, problems: [] })
  })

  it('says where the card computes otherwise than the processor, or not at all', async () => {
    const differing = { steps: 10, furthest: 0.3, agrees: false }
    expect((await examine(engineThat(success(differing)))).problems).toEqual([
      { code: 'engine.gpu-differs', params: { device: 'Tesla T4', share: 0.3 } },
    ])
    const broken = failure('engine.failed', { reason: 'no kernel' })
    expect((await examine(engineThat(broken))).problems).toMatchObject([{ code: 'engine.failed' }])
  })
})
