import { isSameSize } from '../../architecture/sides.ts'
import type { Layer, Shape, Size } from '../../architecture/spec.ts'
import { assertNever } from '../../assert-never.ts'
import type { Messages } from '../messages.ts'

export const sizeText = ({ height, width }: Size): string => `${height} × ${width}`

export const shapeText = (shape: Shape): string => `${sizeText(shape)} × ${shape.channels}`

/** "2" where both directions are alike, else "2 × 1". */
export const oneNumber = (size: Size): string =>
  size.height === size.width ? `${size.height}` : sizeText(size)

/** A layer's window and whatever else it is set to, in few words: "5 × 5 · padding 2 · ReLU"; of pooling the stride where it is not the window. */
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
    case 'pool': {
      const overlaps = !isSameSize(layer.window, layer.stride)
      const stride = overlaps ? table.stride({ stride: oneNumber(layer.stride) }) : ''
      return join([sizeText(layer.window), stride, poolModes[layer.mode]])
    }
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

/** A whole per cent where it is one. */
export const rateText = (t: Messages, rate: number): string =>
  t.format.percent(rate, Number.isInteger(Math.round(1e6 * rate) / 1e4) ? 0 : 1)

const join = (parts: readonly string[]) => parts.filter(part => part !== '').join(' · ')

/** Floating-point operations, a multiply-add being two: "0.833 MFLOPs". */
export function flopsText(t: Messages, flops: number): string {
  const [value, unit] = flops >= billion ? [flops / billion, 'GFLOPs'] : [flops / 1e6, 'MFLOPs']
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
  return `${t.format.decimal(value, digits)} ${unit}`
}

const billion = 1e9

/** What the unit of `flopsText` stands for. */
export const flopsUnit = (t: Messages, flops: number): string =>
  flops >= billion ? t.network.totals.units.billion : t.network.totals.units.million
