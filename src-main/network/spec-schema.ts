import { z } from 'zod'
import {
  activations,
  allows,
  channelChoices,
  connectionLimits,
  deviationLimits,
  inputLimits,
  type Limits,
  layerLimits,
  layerNamePattern,
  mostInName,
  mostLayers,
  poolModes,
} from '../shared/architecture/limits.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'

function number({ least, most, kind }: Limits) {
  if (kind === 'decimal') return z.number().min(least).max(most)
  const whole = z.int().min(least).max(most)
  return kind === 'whole' ? whole : whole.refine(value => value % 2 === 1).meta({ not: { multipleOf: 2 } })
}

const size = (limits: Limits) => z.strictObject({ height: number(limits), width: number(limits) })
const activation = z.enum(activations)
const initializer = z.union([
  z.enum(['glorot', 'he']),
  z.strictObject({ kind: z.literal('normal'), deviation: number(deviationLimits) }),
])
const name = z.string().regex(layerNamePattern)
const base = { id: name, name }
const { conv2d, pool, subsample, lrn, dropout, dense, 'batch-norm': batchNorm } = layerLimits

const { least: minimum, most: maximum } = connectionLimits
const channels = { type: 'array', items: { type: 'integer', minimum, maximum } } as const

/** Checked up to the first fault: a table may have millions of numbers, and collecting as many faults would take longer than a person waits. */
const connections = z
  .array(z.any().meta(channels))
  .readonly()
  .check(({ value, issues }) => {
    for (const [filter, sources] of value.entries()) {
      const wrong = Array.isArray(sources) ? firstWrong(sources) : null
      if (wrong === undefined) continue
      const path = wrong === null ? [filter] : [filter, wrong]
      issues.push({ code: 'custom', input: sources, path })
      return
    }
  })

function firstWrong(sources: readonly unknown[]): number | undefined {
  const index = sources.findIndex(source => typeof source !== 'number' || !allows(connectionLimits, source))
  return index < 0 ? undefined : index
}

const layer = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('conv2d'),
    filters: number(conv2d.filters),
    kernel: size(conv2d.kernel),
    stride: size(conv2d.stride),
    padding: size(conv2d.padding),
    activation,
    initializer,
    biasStart: number(conv2d.biasStart).exactOptional(),
    groups: number(conv2d.groups).exactOptional(),
    connections: connections.exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('pool'),
    mode: z.enum(poolModes),
    window: size(pool.window),
    stride: size(pool.stride),
  }),
  z.strictObject({ ...base, kind: z.literal('global-average-pool') }),
  z.strictObject({ ...base, kind: z.literal('subsample'), window: size(subsample.window), activation }),
  z.strictObject({
    ...base,
    kind: z.literal('lrn'),
    size: number(lrn.size),
    k: number(lrn.k),
    alpha: number(lrn.alpha),
    beta: number(lrn.beta),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('batch-norm'),
    momentum: number(batchNorm.momentum),
    epsilon: number(batchNorm.epsilon),
    activation,
  }),
  z.strictObject({ ...base, kind: z.literal('dropout'), rate: number(dropout.rate) }),
  z.strictObject({
    ...base,
    kind: z.literal('dense'),
    units: z.union([number(dense.units), z.literal('classes')]),
    activation,
    initializer,
    biasStart: number(dense.biasStart).exactOptional(),
  }),
])

const layers = z
  .array(layer)
  .max(mostLayers)
  .check(({ value, issues }) => {
    for (const key of ['id', 'name'] as const) {
      for (const [index, entry] of value.entries()) {
        if (value.findIndex(other => other[key] === entry[key]) === index) continue
        issues.push({ code: 'custom', input: entry[key], path: [index, key], params: { twice: entry[key] } })
      }
    }
  })
  .readonly()

/** A network from outside: a file, or a message of the window. */
export const specSchema: z.ZodType<ArchitectureSpec> = z.strictObject({
  version: z.literal(1),
  id: z.string().min(1).max(mostInName),
  name: z.string().min(1).max(mostInName),
  input: z.strictObject({
    height: number(inputLimits.height),
    width: number(inputLimits.width),
    channels: z.literal(channelChoices),
    range: z.tuple([number(inputLimits.range), number(inputLimits.range)]).readonly(),
  }),
  layers,
})
