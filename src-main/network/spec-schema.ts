import { z } from 'zod'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'

const positive = z.int().min(1).max(65_536)
const size = z.strictObject({ height: positive, width: positive })
const padding = z.strictObject({ height: z.int().min(0).max(65_536), width: z.int().min(0).max(65_536) })
const activation = z.enum(['none', 'relu', 'sigmoid', 'tanh', 'scaled-tanh'])
const initializer = z.enum(['glorot', 'he'])
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
  z.strictObject({ ...base, kind: z.literal('subsample'), window: size, activation }),
  z.strictObject({
    ...base,
    kind: z.literal('dense'),
    units: z.union([positive, z.literal('classes')]),
    activation,
    initializer,
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
    range: z.tuple([z.number(), z.number()]).readonly(),
  }),
  layers: z
    .array(layer)
    .max(1000)
    .refine(distinct('id'), { error: 'two layers have the same id' })
    .refine(distinct('name'), { error: 'two layers have the same name' })
    .readonly(),
})
