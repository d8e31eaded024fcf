import type { Activation, Layer, LayerKind, PoolLayer, Size } from './spec.ts'

/** What a number may be: the window's fields, files and edits all keep to it. */
export interface Limits {
  readonly least: number
  readonly most: number
  /** What a click on the field's arrow adds; of `odd` ones 2. */
  readonly step: number
  readonly kind: 'whole' | 'odd' | 'decimal'
}

const whole = (least: number, most: number): Limits => ({ least, most, step: 1, kind: 'whole' })
const decimal = (least: number, most: number, step: number): Limits => ({
  least,
  most,
  step,
  kind: 'decimal',
})

const large = 65_536
/** Of a picture, as it can be imported. */
const mostSide = 1024
const window = whole(1, 255)
const stride = whole(1, 63)
const biasStart = decimal(-100, 100, 0.1)
// Where float32 still tells a number from zero, and its products from infinity.
const bounded = 1e6
const aboveZero = 1e-12

/** The limits of each property of each kind of layer; a height and a width have the same. */
export const layerLimits = {
  conv2d: {
    filters: whole(1, large),
    kernel: whole(1, 63),
    stride,
    padding: whole(0, 63),
    groups: whole(1, 64),
    biasStart,
  },
  pool: { window, stride },
  'global-average-pool': {},
  subsample: { window },
  lrn: {
    size: { least: 1, most: 255, step: 2, kind: 'odd' },
    k: decimal(aboveZero, bounded, 0.5),
    alpha: decimal(0, bounded, 1e-4),
    beta: decimal(aboveZero, bounded, 0.05),
  },
  'batch-norm': { momentum: decimal(0, 0.9999, 0.01), epsilon: decimal(aboveZero, bounded, 1e-3) },
  dropout: { rate: decimal(0, 0.99, 0.05) },
  dense: { units: whole(1, large), biasStart },
} as const satisfies Record<LayerKind, Readonly<Record<string, Limits>>>

/** A channel's number in a connection table, from 0. */
export const connectionLimits = whole(0, large - 1)

/** Deviation of a `normal` initializer. */
export const deviationLimits = decimal(aboveZero, 10, 0.005)

export const inputLimits = {
  height: whole(1, mostSide),
  width: whole(1, mostSide),
  range: decimal(-bounded, bounded, 0.1),
} as const

export const channelChoices = [1, 3] as const
export const activations = [
  'none',
  'relu',
  'sigmoid',
  'tanh',
  'scaled-tanh',
] as const satisfies readonly Activation[]
export const poolModes = ['max', 'average'] as const satisfies readonly PoolLayer['mode'][]
export const mostLayers = 1000
export const mostInName = 200

/**
 * Names become tensor and node names, so they keep to what TensorFlow accepts; `optimizer/` is where a checkpoint has what the optimizer
 * keeps.
 */
export const layerNamePattern = /^(?!optimizer$)[A-Za-z][A-Za-z0-9_]{0,63}$/

/** The limits of a layer's property; undefined where it is not a number. */
export const limitsOf = (kind: LayerKind, property: string): Limits | undefined =>
  (layerLimits[kind] as Readonly<Record<string, Limits>> | undefined)?.[property]

export function allows({ least, most, kind }: Limits, value: number): boolean {
  if (!(value >= least && value <= most)) return false
  return kind === 'decimal' || (Number.isInteger(value) && (kind === 'whole' || value % 2 === 1))
}

/** The allowed number that is nearest to `value`. */
export function nearestAllowed({ least, most, kind }: Limits, value: number): number {
  const inside = Math.min(Math.max(Number.isNaN(value) ? least : value, least), most)
  if (kind === 'decimal') return inside
  return kind === 'whole' ? Math.round(inside) : Math.min(2 * Math.floor(inside / 2) + 1, most)
}

/** Whether every number of a layer is one that it may have. Whether the layer fits its input is for `inferShapes` to say. */
export function isWithinLimits(layer: Layer): boolean {
  const numbersFit = Object.entries(layer).every(([property, value]) => {
    const limits = limitsOf(layer.kind, property)
    if (!limits || value === undefined || value === 'classes') return true
    return sidesOf(value as number | Size).every(side => allows(limits, side))
  })
  const connections = (layer.kind === 'conv2d' && layer.connections) || []
  const initializer = 'initializer' in layer ? layer.initializer : 'glorot'
  return (
    numbersFit &&
    layerNamePattern.test(layer.name) &&
    connections.flat().every(channel => allows(connectionLimits, channel)) &&
    (typeof initializer === 'string' || allows(deviationLimits, initializer.deviation))
  )
}

const sidesOf = (value: number | Size): readonly number[] =>
  typeof value === 'number' ? [value] : [value.height, value.width]
