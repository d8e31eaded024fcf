import { cpuFeatures } from '../../engine/cpu-features.ts'
import { examine } from '../../engine/examine.ts'
import { presets } from '../../shared/architecture/presets/index.ts'
import { bfloat16Gain } from '../../shared/faster-precision.ts'
import { sayProblem } from '../../shared/messages/messages.ts'
import type { Verb } from '../verb.ts'

const { spec, training } = presets['alexnet-small']
/** A network whose step is long enough to tell the precisions apart, and short enough to wait for. */
const measured = { spec, classes: 10, settings: { epochs: 1, seed: 1, ...training } }

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
    // Only a processor with instructions for it has anything to measure.
    const compared = devices[0]?.bfloat16 ? await services.planning.timesInBoth(measured) : undefined
    const precisions = compared?.ok ? compared.value : undefined
    const lines = [
      ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
      ...devices.map(
        ({ name, kind, memoryBytes }) => `${name} (${kind}, ${messages.format.bytes(memoryBytes)})`,
      ),
      features.join(' '),
      ...(precisions
        ? [`${measured.spec.name}: ${messages.cli.bfloat16({ gain: bfloat16Gain(precisions) })}`]
        : []),
      ...(selfTest?.agrees ? [messages.cli.selfTest(selfTest)] : []),
      ...(examined.engine.ok ? problems.map(({ message }) => message) : []),
    ]
    output.data(
      {
        versions,
        engine: 'tensorflow',
        devices,
        cpuFeatures: features,
        ...(precisions && {
          precisions: { network: measured.spec.id, batch: measured.settings.batchSize, ...precisions },
        }),
        ...(selfTest && { selfTest }),
        problems,
      },
      lines.join('\n'),
    )
    return examined.engine.ok ? 0 : output.fail(examined.engine.problem)
  },
}
