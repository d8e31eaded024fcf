import { execFile } from 'node:child_process'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { promisify } from 'node:util'
import type { EngineDevice, EngineInfo } from '../../shared/contract/engine.ts'
import { loadTensorFlow } from './tensorflow.ts'

interface Backend {
  readonly isUsingGpuDevice: boolean
  readonly binding: { readonly TF_Version: string }
}

/** Loads TensorFlow, and says what it is and what it runs on; the device that trains comes first. */
export async function engineInfo(): Promise<EngineInfo> {
  const tf = loadTensorFlow()
  const backend = tf.backend() as unknown as Backend
  return {
    tfjs: tf.version['tfjs-node'],
    tensorflow: backend.binding.TF_Version,
    devices: [...(backend.isUsingGpuDevice ? await graphicsCards() : []), processor()],
    threads: interOpThreads(),
  }
}

/** Each branch makes the graph larger, and a network longer to open (README.md). */
const mostBranches = 8

/** Independent parts that batches of so many pictures are split into: one a thread on the processor; a graphics card takes them whole. */
export const branchesFor = ({ devices, threads }: EngineInfo, pictures: number): number =>
  devices[0]?.kind === 'gpu' ? 1 : Math.min(threads, mostBranches, pictures)

function interOpThreads(): number {
  const threads = Number(process.env['TF_NUM_INTEROP_THREADS'])
  return Number.isSafeInteger(threads) && threads > 0 ? threads : availableParallelism()
}

const processor = (): EngineDevice => ({
  name: cpus()[0]?.model.trim() ?? process.arch,
  kind: 'cpu',
  memoryBytes: totalmem(),
})

/** As NVIDIA's own tool lists them; a card that it cannot name is still used. */
async function graphicsCards(): Promise<EngineDevice[]> {
  const query = ['--query-gpu=name,memory.total', '--format=csv,noheader,nounits']
  const listed = await promisify(execFile)('nvidia-smi', query).catch(() => ({ stdout: 'GPU, 0' }))
  return listed.stdout
    .trim()
    .split('\n')
    .map(line => {
      const [name = 'GPU', mebibytes = '0'] = line.split(', ')
      return { name, kind: 'gpu' as const, memoryBytes: Number(mebibytes) * 2 ** 20 }
    })
}
