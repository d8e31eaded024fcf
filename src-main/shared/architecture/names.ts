import type { Layer, LayerKind } from './spec.ts'

/** How layers are called in the papers and their copies: conv1, pool1, norm1, fc6, drop6. */
const prefixes: Readonly<Record<LayerKind, string>> = {
  conv2d: 'conv',
  pool: 'pool',
  subsample: 'pool',
  'global-average-pool': 'gap',
  lrn: 'norm',
  'batch-norm': 'bn',
  dropout: 'drop',
  dense: 'fc',
}

/** The name that a new layer of a kind gets: one more than the highest number there is (conv6 after conv5 and after conv5_3). */
export function nextName(kind: LayerKind, layers: readonly Pick<Layer, 'name'>[]): string {
  const prefix = prefixes[kind]
  const numbers = layers.map(({ name }) => Number(new RegExp(`^${prefix}(\\d{1,9})`).exec(name)?.[1] ?? 0))
  return `${prefix}${Math.max(0, ...numbers) + 1}`
}

/** `name`, or where that is taken `name_2`, `name_3` and so on; at most 64 characters. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name
  for (let number = 2; ; number++) {
    const ending = `_${number}`
    const candidate = name.slice(0, 64 - ending.length) + ending
    if (!taken.includes(candidate)) return candidate
  }
}
