import type { Layer, Shape, Size } from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'

export const sizeText = ({ height, width }: Size) => `${height} × ${width}`

/** A map's shape as it is written in the papers; a dense layer's is its number of units. */
export const shapeText = (shape: Shape) =>
  shape.height === 1 && shape.width === 1 ? `${shape.channels}` : `${sizeText(shape)} × ${shape.channels}`

/** The lines under a block of the figure: name, output, window, activation. */
export function captionLines(t: Messages, layer: Layer | undefined, shape: Shape): readonly string[] {
  if (!layer) return [t.network.inputName, shapeText(shape)]
  const lines = [layer.name, shapeText(shape)]
  if (layer.kind === 'conv2d') lines.push(sizeText(layer.kernel))
  if (layer.kind === 'pool') lines.push(`${t.network.poolShort[layer.mode]} ${sizeText(layer.window)}`)
  if (layer.kind === 'subsample') lines.push(sizeText(layer.window))
  if ('activation' in layer && layer.activation !== 'none')
    lines.push(t.network.activations[layer.activation])
  return lines
}

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
        activation,
      ])
    }
    case 'pool':
      return join([sizeText(layer.window), poolModes[layer.mode]])
    case 'subsample':
      return join([sizeText(layer.window), activation])
    case 'dense':
      return activation
    default:
      return assertNever(layer)
  }
}

/** "2" where both directions are alike, else "2 × 1". */
export const oneNumber = (size: Size) => (size.height === size.width ? `${size.height}` : sizeText(size))

const join = (parts: readonly string[]) => parts.filter(part => part !== '').join(' · ')

/** "0.42 MFLOPs"; floating-point operations, a multiply-add is 2. */
export function flopsText(t: Messages, flops: number): string {
  const units = ['FLOPs', 'kFLOPs', 'MFLOPs', 'GFLOPs', 'TFLOPs']
  let index = 0
  let value = flops
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000
    index++
  }
  const digits = index === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${t.format.decimal(value, digits)} ${units[index]}`
}
