import { cpuFeatures } from '../../engine/cpu-features.ts'
import { examine } from '../../engine/examine.ts'
import { sayProblem } from '../../shared/messages/messages.ts'
import type { Verb } from '../verb.ts'

export const doctor: Verb = {
  usage: 'doctor',
  options: {},
  positionals: [0, 0],
  async run({ output, messages, services }) {
    const examined = await examine(services.engine)
    const info = examined.engine.ok ? examined.engine.value : undefined
    const versions = {
      ...services.versions,
      ...(info && { tfjs: info.tfjs, tensorflow: info.tensorflow }),
    }
    const problems = examined.problems.map(problem => ({
      code: problem.code,
      message: sayProblem(messages, problem),
    }))
    const features = await cpuFeatures()
    const devices = info?.devices ?? []
    const { selfTest } = examined
    const lines = [
      ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
      ...devices.map(
        ({ name, kind, memoryBytes }) => `${name} (${kind}, ${messages.format.bytes(memoryBytes)})`,
      ),
      features.join(' '),
      ...(selfTest?.agrees ? [messages.cli.selfTest(selfTest)] : []),
      ...(examined.engine.ok ? problems.map(({ message }) => message) : []),
    ]
    output.data(
      {
        versions,
        engine: 'tensorflow',
        devices,
        cpuFeatures: features,
        ...(selfTest && { selfTest }),
        problems,
      },
      lines.join('\n'),
    )
    return examined.engine.ok ? 0 : output.fail(examined.engine.problem)
  },
}
