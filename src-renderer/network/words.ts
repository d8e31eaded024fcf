import type { Layer, Shape, Size } from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import type { FigureColumn } from '../figure/columns.ts'

export const sizeText = ({ height, width }: Size) => `${height} × ${width}`

export const shapeText = (shape: Shape) => `${sizeText(shape)} × ${shape.channels}`

/** How many values a layer gives: behind a dense one units, else maps as the papers write them. */
export const outputText = (kind: FigureColumn['kind'], shape: Shape) =>
  ofUnits(kind) ? valuesText(shape) : shapeText(shape)

/** Dense layers, and what may stand behind them. */
const ofUnits = (kind: FigureColumn['kind']) =>
  kind === 'dense' || kind === 'dropout' || kind === 'batch-norm'

/** Maps as they are laid out in a row; plain units where there is nothing to lay out. */
export const valuesText = (shape: Shape) =>
  shape.height === 1 && shape.width === 1 ? `${shape.channels}` : shapeText(shape)

/** The column "Kernel" of the table. */
export function kernelText(t: Messages, layer: Layer): string {
  const { table, poolModes, activations } = t.network
  const activation = 'activation' in layer && layer.activation !== 'none' ? activations[layer.activation] : ''
  switch (layer.kind) {
    case 'conv2d': {
      const stride = oneNumber(layer.stride)
      const padding = oneNumber(layer.padding)
      return join([
        sizeText(layer.kernel),
        stride === '1' ? '' : table.stride({ stride }),
        padding === '0' ? '' : table.padding({ padding }),
        layer.groups === undefined ? '' : table.towers({ towers: `${layer.groups}` }),
        activation,
      ])
    }
    case 'pool':
      return join([sizeText(layer.window), poolModes[layer.mode]])
    case 'subsample':
      return join([sizeText(layer.window), activation])
    case 'global-average-pool':
      return poolModes.average
    case 'lrn':
      return table.neighbours({ size: `${layer.size}` })
    case 'dropout':
      return rateText(t, layer.rate)
    case 'batch-norm':
    case 'dense':
      return activation
    default:
      return assertNever(layer)
  }
}

/** "2" where both directions are alike, else "2 × 1". */
export const oneNumber = (size: Size) => (size.height === size.width ? `${size.height}` : sizeText(size))

/** A whole per cent where it is one. */
export const rateText = (t: Messages, rate: number) =>
  t.format.percent(rate, Number.isInteger(Math.round(1e6 * rate) / 1e4) ? 0 : 1)

const join = (parts: readonly string[]) => parts.filter(part => part !== '').join(' · ')

/** Floating-point operations, a multiply-add being two: "0.833 MFLOPs". */
export function flopsText(t: Messages, flops: number): string {
  const [value, unit] = flops >= billion ? [flops / billion, 'GFLOPs'] : [flops / 1e6, 'MFLOPs']
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
  return `${t.format.decimal(value, digits)} ${unit}`
}

/** What the unit of `flopsText` stands for. */
export const flopsUnit = (t: Messages, flops: number): string =>
  flops >= billion ? t.network.totals.units.billion : t.network.totals.units.million

const billion = 1e9
