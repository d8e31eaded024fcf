import { type Problem, problem } from '../../shared/result.ts'
import type { GraphicsEvidence } from './evidence.ts'

/** Why no graphics card trains, where one is there; undefined where there is none, or it is used. */
export function diagnoseGraphics(evidence: GraphicsEvidence): Problem | undefined {
  const { cards, nvidiaSmi, visibleDevices, tensorflow } = evidence
  if (tensorflow.usesCard) return undefined
  const nvidia = cards.find(({ maker }) => maker === 'nvidia')
  // In virtual machines the system may list no card, while NVIDIA's tool reaches one.
  if (!nvidia && !nvidiaSmi?.succeeded) {
    return cards.length > 0 ? problem('engine.gpu-other-maker', {}) : undefined
  }
  if (!nvidiaSmi && nvidia?.driver !== 'nvidia') {
    return problem('engine.gpu-no-driver', { driver: nvidia?.driver ?? '' })
  }
  if (nvidiaSmi && !nvidiaSmi.succeeded) {
    return problem('engine.gpu-driver-fails', { reason: firstLine(nvidiaSmi.text) })
  }
  if (visibleDevices !== null && !/^\d/.test(visibleDevices)) {
    return problem('engine.gpu-hidden', { value: visibleDevices })
  }
  return olderDriver(nvidiaSmi?.text ?? '', tensorflow.version) ?? refusal(tensorflow.log)
}

/** The driver's version and the newest CUDA that it serves, as the head of nvidia-smi's table gives them. */
function olderDriver(table: string, version: string): Problem | undefined {
  const driver = /Driver Version:\s*([\d.]+)/.exec(table)?.[1]
  const cuda = /CUDA Version:\s*(\d+)\.\d+/.exec(table)?.[1]
  const needed = neededCuda(version)
  if (driver === undefined || cuda === undefined || Number(cuda) >= needed.cuda) return undefined
  return problem('engine.gpu-driver-old', { found: driver, needed: needed.driver })
}

/** CUDA's major version that TensorFlow is built with, and the first driver that serves it (NVIDIA, CUDA Compatibility, table 1). */
function neededCuda(version: string): { cuda: number; driver: string } {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const withCuda12 = major > 2 || (major === 2 && minor >= 15)
  return withCuda12 ? { cuda: 12, driver: '525' } : { cuda: 11, driver: '450' }
}

/** From the lines with which TensorFlow itself gives up a card; without any it was built without CUDA. */
function refusal(log: string): Problem {
  if (log.includes('Cannot dlopen some GPU libraries')) {
    const missing = [...log.matchAll(/Could not load dynamic library '([^']+)'/g)].map(([, name]) => name)
    return problem('engine.gpu-libraries-missing', { libraries: [...new Set(missing)].join(', ') })
  }
  const old = /minimum required Cuda capability is ([\d.]+)/i.exec(log)?.[1]
  if (old !== undefined) {
    const found = /Cuda compute capability ([\d.]+?)\.? /i.exec(log)?.[1] ?? ''
    return problem('engine.gpu-too-old', { found, needed: old.replace(/\.$/, '') })
  }
  const reason = /failed call to cuInit: (.*)/.exec(log)?.[1] ?? /(CUDA_ERROR_\w+.*)/.exec(log)?.[1]
  if (reason !== undefined) return problem('engine.gpu-driver-fails', { reason: reason.trim() })
  return problem('engine.gpu-edition', {})
}

const firstLine = (text: string) => text.trim().split('\n')[0]?.trim() ?? ''
