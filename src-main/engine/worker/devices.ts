import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { promisify } from 'node:util'
import type { EngineDevice, EngineInfo } from '../../shared/contract/engine.ts'
import { countDevices } from '../../shared/find-device.ts'
import type { Placement } from './graph/passes/place.ts'
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
    devices: [...(backend.isUsingGpuDevice ? await graphicsCards() : []), await processor()],
    threads: interOpThreads(),
  }
}

/** The towers of a network on a card each, where a person named several cards; the worker sees those alone. */
export function placementOn(device: string | undefined): Placement | undefined {
  const cards = countDevices(device)
  return cards === 1
    ? undefined
    : { towers: Array.from({ length: cards }, (_, card) => `/device:GPU:${card}`) }
}

function interOpThreads(): number {
  const threads = Number(process.env['TF_NUM_INTEROP_THREADS'])
  return Number.isSafeInteger(threads) && threads > 0 ? threads : availableParallelism()
}

const processor = async (): Promise<EngineDevice> => ({
  name: cpus()[0]?.model.trim() ?? process.arch,
  kind: 'cpu',
  memoryBytes: totalmem(),
  bfloat16: multipliesBfloat16(await readFile('/proc/cpuinfo', 'utf8').catch(() => '')),
})

/** By the flags that Linux tells of the first processor; elsewhere it is not known, and not offered. */
export const multipliesBfloat16 = (cpuinfo: string): boolean =>
  /^flags\s*:.*\b(avx512_bf16|amx_bf16)\b/m.test(cpuinfo)

/** As NVIDIA's own tool lists them; a card that it cannot name is still used. */
async function graphicsCards(): Promise<EngineDevice[]> {
  const query = ['--query-gpu=name,memory.total', '--format=csv,noheader,nounits']
  const listed = await promisify(execFile)('nvidia-smi', query).catch(() => ({ stdout: 'GPU, 0' }))
  return visibleCards(parseCards(listed.stdout), process.env['CUDA_VISIBLE_DEVICES'])
}

/** Lines of names and mebibytes; cards of one name are numbered, so that each has a name of its own. */
export function parseCards(listed: string): EngineDevice[] {
  const cards = listed
    .trim()
    .split('\n')
    .map(line => {
      const [name = 'GPU', mebibytes = '0'] = line.split(', ')
      // Cards that share the computer's memory tell no size of their own.
      return { name, kind: 'gpu' as const, memoryBytes: (Number(mebibytes) || 0) * 2 ** 20 }
    })
  return cards.map((card, place) => {
    const alike = cards.filter(({ name }) => name === card.name)
    const number = cards.slice(0, place + 1).filter(({ name }) => name === card.name).length
    return alike.length === 1 ? card : { ...card, name: `${card.name} #${number}` }
  })
}

/** The cards that CUDA's variable leaves, in its order; where it names them otherwise than by numbers, all. */
export function visibleCards(cards: readonly EngineDevice[], variable: string | undefined): EngineDevice[] {
  const numbers = variable?.split(',').map(Number)
  if (!numbers || numbers.some(number => !Number.isInteger(number))) return [...cards]
  return numbers.flatMap(number => cards[number] ?? [])
}
