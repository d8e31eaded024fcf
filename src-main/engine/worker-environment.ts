import { availableParallelism } from 'node:os'

export interface EnvironmentOptions {
  /** Branches that a batch is split into; the cores when absent. */
  readonly threads?: number
  /** Graphics cards that TensorFlow may use, as CUDA's variable has them; absent: as the environment says, or all. */
  readonly visibleCards?: string | undefined
  /** Where the system's loader finds further libraries (CUDA's). */
  readonly libraryPath?: string
  readonly env?: Readonly<Record<string, string>>
}

/** What TensorFlow reads when it is loaded; see this folder's README.md for the measurements. */
export function workerEnvironment({
  threads,
  visibleCards,
  libraryPath,
  env,
}: EnvironmentOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TF_NUM_INTRAOP_THREADS: '1',
    TF_NUM_INTEROP_THREADS: String(threads ?? availableParallelism()),
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    // At the other levels it does not say why it gives up a graphics card (graphics/).
    TF_CPP_MIN_LOG_LEVEL: '0',
    // So that cards have the numbers that NVIDIA's tool gives them.
    CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
    ...(visibleCards !== undefined && { CUDA_VISIBLE_DEVICES: visibleCards }),
    ...(libraryPath && { [loaderVariable()]: withPath(libraryPath) }),
    ...env,
  }
}

function loaderVariable(): string {
  if (process.platform === 'win32') return 'PATH'
  return process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
}

function withPath(path: string): string {
  const present = process.env[loaderVariable()]
  const separator = process.platform === 'win32' ? ';' : ':'
  return present ? `${path}${separator}${present}` : path
}
