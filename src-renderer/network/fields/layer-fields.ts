import type { Edit, LayerValues } from '../../../src-main/shared/architecture/edits.ts'
import {
  activations,
  deviationLimits,
  type Limits,
  layerLimits,
  poolModes,
} from '../../../src-main/shared/architecture/limits.ts'
import type {
  ConvolutionLayer,
  DenseLayer,
  Initializer,
  Layer,
  LayerKind,
  Size,
} from '../../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../../src-main/shared/assert-never.ts'
import type { Messages } from '../../../src-main/shared/messages/messages.ts'

interface FieldBase {
  /** The property, which notes and problems name too. */
  readonly key: string
  readonly label: string
  readonly hint?: string
}

/** One property of a layer, as its card offers it: what it is, what it may be, and the edit that makes it so. */
export type LayerField = FieldBase &
  (
    | {
        readonly type: 'number'
        readonly value: number
        readonly limits: Limits
        readonly edit: (value: number) => Edit
      }
    | {
        readonly type: 'size'
        readonly value: Size
        readonly limits: Limits
        readonly edit: (value: Size) => Edit
      }
    | {
        readonly type: 'choice'
        readonly value: string
        readonly options: readonly { readonly value: string; readonly label: string }[]
        readonly edit: (value: string) => Edit
      }
    /** What each filter reads. */
    | { readonly type: 'connections'; readonly layer: ConvolutionLayer }
  )

/** The properties of a layer in the order in which they act. `classes`: what a dense layer's units follow. */
export function layerFields(t: Messages, layer: Layer, classes: number): readonly LayerField[] {
  const { card } = t.network
  switch (layer.kind) {
    case 'conv2d': {
      const set = setter(layer)
      const limits = layerLimits.conv2d
      return [
        number('filters', card.filters, layer.filters, limits.filters, filters => set({ filters })),
        size('kernel', card.kernel, layer.kernel, limits.kernel, kernel => set({ kernel })),
        size('stride', card.stride, layer.stride, limits.stride, stride => set({ stride })),
        size('padding', card.padding, layer.padding, limits.padding, padding => set({ padding })),
        number('groups', card.towers, layer.groups ?? 1, limits.groups, groups => ({
          kind: 'set-towers',
          layerId: layer.id,
          groups,
        })),
        { type: 'connections', key: 'connections', label: card.connections, layer },
        activation(t, layer),
        ...starting(t, layer),
      ]
    }
    case 'pool': {
      const set = setter(layer)
      return [
        {
          type: 'choice',
          key: 'mode',
          label: card.mode,
          value: layer.mode,
          options: poolModes.map(value => ({ value, label: t.network.poolShort[value] })),
          edit: mode => set({ mode: mode as typeof layer.mode }),
        },
        size('window', card.window, layer.window, layerLimits.pool.window, window => set({ window })),
        size('stride', card.stride, layer.stride, layerLimits.pool.stride, stride => set({ stride })),
      ]
    }
    case 'subsample': {
      const set = setter(layer)
      return [
        size('window', card.window, layer.window, layerLimits.subsample.window, window => set({ window })),
        activation(t, layer),
      ]
    }
    case 'global-average-pool':
      return []
    case 'lrn': {
      const set = setter(layer)
      const limits = layerLimits.lrn
      return [
        number('size', t.editor.lrn.size, layer.size, limits.size, size => set({ size })),
        number('k', t.editor.lrn.k, layer.k, limits.k, k => set({ k })),
        number('alpha', t.editor.lrn.alpha, layer.alpha, limits.alpha, alpha => set({ alpha })),
        number('beta', t.editor.lrn.beta, layer.beta, limits.beta, beta => set({ beta })),
      ]
    }
    case 'batch-norm': {
      const set = setter(layer)
      const limits = layerLimits['batch-norm']
      return [
        number('momentum', card.movingShare, layer.momentum, limits.momentum, momentum => set({ momentum })),
        number('epsilon', card.epsilon, layer.epsilon, limits.epsilon, epsilon => set({ epsilon })),
        activation(t, layer),
      ]
    }
    case 'dropout': {
      const set = setter(layer)
      return [number('rate', card.rate, layer.rate, layerLimits.dropout.rate, rate => set({ rate }))]
    }
    case 'dense': {
      const set = setter(layer)
      const tied = layer.units === 'classes'
      return [
        {
          type: 'choice',
          key: 'follows',
          label: t.editor.unitsFollow.label,
          value: tied ? 'classes' : 'own',
          options: [
            { value: 'classes', label: t.editor.unitsFollow.classes },
            { value: 'own', label: t.editor.unitsFollow.own },
          ],
          edit: value => set({ units: value === 'classes' ? 'classes' : classes }),
        },
        ...(layer.units === 'classes'
          ? []
          : [number('units', card.units, layer.units, layerLimits.dense.units, units => set({ units }))]),
        activation(t, layer),
        ...starting(t, layer),
      ]
    }
    default:
      return assertNever(layer)
  }
}

const setter =
  <Kind extends LayerKind>({ id, kind }: { readonly id: string; readonly kind: Kind }) =>
  (values: LayerValues<Kind>): Edit =>
    ({ kind: 'change', layerId: id, layerKind: kind, values }) as unknown as Edit

const number = (
  key: string,
  label: string,
  value: number,
  limits: Limits,
  edit: (value: number) => Edit,
): LayerField => ({ type: 'number', key, label, value, limits, edit })

const size = (
  key: string,
  label: string,
  value: Size,
  limits: Limits,
  edit: (value: Size) => Edit,
): LayerField => ({ type: 'size', key, label, value, limits, edit })

function activation(t: Messages, layer: Extract<Layer, { activation: unknown }>): LayerField {
  return {
    type: 'choice',
    key: 'activation',
    label: t.network.card.activation,
    value: layer.activation,
    options: activations.map(value => ({ value, label: t.network.activations[value] })),
    edit: value => setter(layer as ConvolutionLayer)({ activation: value as ConvolutionLayer['activation'] }),
  }
}

/** How kernel and bias start. */
function starting(t: Messages, layer: ConvolutionLayer | DenseLayer): readonly LayerField[] {
  const { network, editor } = t
  const set = setter(layer as ConvolutionLayer)
  const { initializer } = layer
  const kind = typeof initializer === 'string' ? initializer : initializer.kind
  const deviation = typeof initializer === 'string' ? usualDeviation : initializer.deviation
  const kinds = ['glorot', 'he', 'normal'] as const
  const initializerOf = (value: string, of = deviation): Initializer =>
    value === 'normal' ? { kind: 'normal', deviation: of } : value === 'he' ? 'he' : 'glorot'
  return [
    {
      type: 'choice',
      key: 'initializer',
      label: network.card.initializer,
      hint: network.initializerHints[kind],
      value: kind,
      options: kinds.map(value => ({ value, label: editor.initializers[value] })),
      edit: value => set({ initializer: initializerOf(value) }),
    },
    ...(kind === 'normal'
      ? [
          number('deviation', editor.deviation, deviation, deviationLimits, value =>
            set({ initializer: initializerOf('normal', value) }),
          ),
        ]
      : []),
    number('biasStart', editor.biasStart, layer.biasStart ?? 0, layerLimits.conv2d.biasStart, value =>
      set({ biasStart: value === 0 ? undefined : value }),
    ),
  ]
}

/** Of Krizhevsky et al. 2012, section 5. */
const usualDeviation = 0.01
