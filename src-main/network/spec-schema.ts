import { z } from 'zod'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'

const positive = z.int().min(1).max(65_536)
const size = z.strictObject({ height: positive, width: positive })
const padding = z.strictObject({ height: z.int().min(0).max(65_536), width: z.int().min(0).max(65_536) })
const activation = z.enum(['none', 'relu', 'sigmoid', 'tanh', 'scaled-tanh'])
const initializer = z.union([
  z.enum(['glorot', 'he']),
  z.strictObject({ kind: z.literal('normal'), deviation: z.number().positive().max(10) }),
])
const biasStart = z.number().min(-100).max(100).exactOptional()
const share = z.number().min(0).lt(1)
// Where float32 still tells it from zero, and its products from infinity.
const large = 1e6
const bounded = z.number().min(-large).max(large)
const aboveZero = z.number().min(1e-12).max(large)
// Names become tensor and node names, so they keep to what TensorFlow accepts.
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/)
const base = { id: name, name }

const layer = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('conv2d'),
    filters: positive,
    kernel: size,
    stride: size,
    padding,
    activation,
    initializer,
    biasStart,
    groups: positive.exactOptional(),
    connections: z
      .array(z.array(z.int().min(0)).readonly())
      .readonly()
      .exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('pool'),
    mode: z.enum(['max', 'average']),
    window: size,
    stride: size,
  }),
  z.strictObject({ ...base, kind: z.literal('global-average-pool') }),
  z.strictObject({ ...base, kind: z.literal('subsample'), window: size, activation }),
  z.strictObject({
    ...base,
    kind: z.literal('lrn'),
    size: positive.refine(length => length % 2 === 1, { error: 'size must be odd' }),
    k: aboveZero,
    alpha: z.number().min(0).max(large),
    beta: aboveZero,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('batch-norm'),
    momentum: share,
    epsilon: aboveZero,
    activation,
  }),
  z.strictObject({ ...base, kind: z.literal('dropout'), rate: share }),
  z.strictObject({
    ...base,
    kind: z.literal('dense'),
    units: z.union([positive, z.literal('classes')]),
    activation,
    initializer,
    biasStart,
  }),
])

const distinct = (key: 'id' | 'name') => (layers: readonly { id: string; name: string }[]) =>
  new Set(layers.map(entry => entry[key])).size === layers.length

/** A network from outside: a file, or a message of the window. */
export const specSchema: z.ZodType<ArchitectureSpec> = z.strictObject({
  version: z.literal(1),
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  input: z.strictObject({
    height: positive,
    width: positive,
    channels: z.union([z.literal(1), z.literal(3)]),
    range: z.tuple([bounded, bounded]).readonly(),
  }),
  layers: z
    .array(layer)
    .max(1000)
    .refine(distinct('id'), { error: 'two layers have the same id' })
    .refine(distinct('name'), { error: 'two layers have the same name' })
    .readonly(),
})
