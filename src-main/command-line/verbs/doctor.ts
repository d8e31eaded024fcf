import { cpuFeatures } from '../../engine/cpu-features.ts'
import { sayProblem } from '../../shared/messages/messages.ts'
import type { Verb } from '../verb.ts'

export const doctor: Verb = {
  usage: 'doctor',
  options: {},
  positionals: [0, 0],
  async run({ output, messages, services }) {
    const hello = await services.engine.request('hello', null)
    const info = hello.ok ? hello.value : undefined
    const versions = {
      ...services.versions,
      ...(info && { tfjs: info.tfjs, tensorflow: info.tensorflow }),
    }
    const problems = hello.ok
      ? []
      : [{ code: hello.problem.code, message: sayProblem(messages, hello.problem) }]
    const features = await cpuFeatures()
    const report = {
      versions,
      engine: 'tensorflow',
      devices: info?.devices ?? [],
      cpuFeatures: features,
      problems,
    }
    const lines = [
      ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
      ...report.devices.map(
        device => `${device.name} (${device.kind}, ${messages.format.bytes(device.memoryBytes)})`,
      ),
      features.join(' '),
      ...problems.map(({ message }) => message),
    ]
    output.data(report, lines.join('\n'))
    return hello.ok ? 0 : output.fail(hello.problem)
  },
}
