import { readFile } from 'node:fs/promises'
import { arch } from 'node:os'

const telling = /^(sse4_2|avx|avx2|fma|f16c|avx512\w*|amx\w*|asimd|sve\w*|bf16)$/

/** What the processor has that TensorFlow's kernels use, where the system tells (Linux); always its architecture. */
export async function cpuFeatures(): Promise<string[]> {
  const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '')
  const flags = /^(?:flags|Features)\s*:(.*)$/m.exec(text)?.[1] ?? ''
  return [
    arch(),
    ...flags
      .trim()
      .split(/\s+/)
      .filter(flag => telling.test(flag)),
  ]
}
