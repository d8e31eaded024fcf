import type { EngineInfo, SelfTest } from '../shared/contract/engine.ts'
import { type Problem, problem, type Result } from '../shared/result.ts'
import type { Engine } from './engine-service.ts'
import { collectEvidence } from './graphics/collect-evidence.ts'
import { diagnoseGraphics } from './graphics/diagnose-graphics.ts'

export interface Examination {
  readonly engine: Result<EngineInfo>
  /** Only where a graphics card computes. */
  readonly selfTest?: SelfTest
  /** Everything that keeps the engine from running, or from running on what the computer has. */
  readonly problems: readonly Problem[]
}

/** Starts the engine, and finds out why it does not use a graphics card that is there. */
export async function examine(engine: Pick<Engine, 'request' | 'log'>): Promise<Examination> {
  const hello = await engine.request('hello', null)
  if (!hello.ok) return { engine: hello, problems: [hello.problem] }
  // What the worker wrote before its first answer is sure to have been read once there is a second.
  await engine.request('hello', null)
  const { tensorflow, devices } = hello.value
  const [device] = devices
  if (device?.kind === 'gpu') {
    const tested = await engine.request('self-test', null)
    if (!tested.ok) return { engine: hello, problems: [tested.problem] }
    const differs = problem('engine.gpu-differs', { device: device.name, share: tested.value.furthest })
    return { engine: hello, selfTest: tested.value, problems: tested.value.agrees ? [] : [differs] }
  }
  const evidence = await collectEvidence({ version: tensorflow, usesCard: false, log: engine.log() })
  const found = diagnoseGraphics(evidence)
  return { engine: hello, problems: found ? [found] : [] }
}
