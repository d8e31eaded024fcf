import type { Layer } from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'

/** With more, a layer is drawn whole: as many rows would be threads. */
const mostDrawn = 4

const drawn = (groups: number) => (groups <= mostDrawn ? groups : 1)

/**
 * In how many towers the output of each layer lies. A convolution's filters are split when it has groups itself or when
 * the next convolution reads them by groups (conv1 and conv3 of AlexNet); what keeps its channels apart stays as it comes.
 */
export function towersOf(layers: readonly Layer[]): readonly number[] {
  const towers: number[] = layers.map(() => 1)
  let asked = 1
  for (const [index, layer] of [...layers.entries()].reverse()) {
    switch (layer.kind) {
      case 'conv2d': {
        const own = drawn(layer.groups ?? 1)
        towers[index] = own > 1 ? own : asked
        asked = own
        break
      }
      case 'dense':
        asked = 1
        break
      case 'pool':
      case 'subsample':
      case 'global-average-pool':
      case 'lrn':
      case 'batch-norm':
      case 'dropout':
        break
      default:
        assertNever(layer)
    }
  }
  for (const [index, layer] of layers.entries()) {
    if (layer.kind !== 'conv2d' && layer.kind !== 'dense') towers[index] = towers[index - 1] ?? 1
  }
  return towers
}

/** Each tower of the layer's output comes from the same tower of its input alone. */
export const keepsTowers = (layer: Layer): boolean =>
  layer.kind === 'conv2d' ? (layer.groups ?? 1) > 1 : layer.kind !== 'dense'
