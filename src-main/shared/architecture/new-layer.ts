import { nextName } from './names.ts'
import type { Activation, ArchitectureSpec, Layer, LayerKind, LayerOfKind } from './spec.ts'

/**
 * A layer of a kind as it would usually stand in this network: a convolution of 3x3 that keeps height and width, with as many filters as
 * the convolution before it; a pooling that halves; a dense layer as wide as the one before it. Name by `nextName`; id the same.
 */
export function newLayer(kind: LayerKind, { layers }: ArchitectureSpec, index: number): Layer {
  const name = nextName(kind, layers)
  const before = layers.slice(0, index)
  const activation = usualActivation(layers)
  const initializer = activation === 'relu' ? 'he' : 'glorot'
  const layer: { readonly [Kind in LayerKind]: Omit<LayerOfKind<Kind>, 'id' | 'name'> } = {
    conv2d: {
      kind: 'conv2d',
      filters: lastOf('conv2d', before)?.filters ?? 16,
      kernel: square(3),
      stride: square(1),
      padding: square(1),
      activation,
      initializer,
    },
    pool: {
      kind: 'pool',
      mode: lastOf('pool', before)?.mode ?? 'max',
      window: square(2),
      stride: square(2),
    },
    subsample: { kind: 'subsample', window: square(2), activation: 'scaled-tanh' },
    'global-average-pool': { kind: 'global-average-pool' },
    lrn: { kind: 'lrn', size: 5, k: 2, alpha: 1e-4, beta: 0.75 },
    'batch-norm': { kind: 'batch-norm', momentum: 0.9, epsilon: 1e-3, activation: 'none' },
    dropout: { kind: 'dropout', rate: 0.5 },
    dense: { kind: 'dense', units: unitsBefore(before) ?? 128, activation, initializer },
  }
  return { ...layer[kind], id: name, name } as Layer
}

/** The output layer: one unit a class, without activation, since softmax follows. */
export const outputLayer = ({ layers }: Pick<ArchitectureSpec, 'layers'>): Layer => {
  const name = nextName('dense', layers)
  return { kind: 'dense', id: name, name, units: 'classes', activation: 'none', initializer: 'glorot' }
}

/** What most layers of a network use; ReLU where none has any. */
export function usualActivation(layers: readonly Layer[]): Activation {
  const counts = new Map<Activation, number>()
  for (const layer of layers) {
    const activation = 'activation' in layer ? layer.activation : 'none'
    if (activation !== 'none') counts.set(activation, (counts.get(activation) ?? 0) + 1)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 'relu'
}

const square = (side: number) => ({ height: side, width: side })

const lastOf = <Kind extends LayerKind>(kind: Kind, layers: readonly Layer[]) =>
  layers.findLast((layer): layer is LayerOfKind<Kind> & Layer => layer.kind === kind)

function unitsBefore(layers: readonly Layer[]): number | undefined {
  const units = lastOf('dense', layers)?.units
  return units === 'classes' ? undefined : units
}
