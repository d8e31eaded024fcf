import { outputLength } from '../output-length.ts'
import type { Layer, Shape, Size } from '../spec.ts'
import type { StagePair } from './stages.ts'

export type Setting = 'filters' | 'kernel' | 'stride' | 'padding' | 'window' | 'towers' | 'units'

const order: readonly Setting[] = ['filters', 'kernel', 'stride', 'padding', 'window', 'towers', 'units']

export type SettingDifference =
  | { readonly kind: 'setting'; readonly setting: Setting; readonly pairs: readonly SettingPair[] }
  /** The stride alone differs: what it makes of the length that the paper's layer reads, and what the paper's makes. */
  | {
      readonly kind: 'stride'
      readonly layer: string
      readonly here: number
      readonly paper: number
      readonly reads: number
      readonly gives: number
      readonly paperGives: number
    }

/** A setting of one layer: a number, or height and width. */
interface SettingPair {
  readonly layer: string
  readonly paperName: string | null
  readonly here: number | Size
  readonly paper: number | Size
}

/** Strides that alone differ, one by one; then every other setting, with all the layers where it differs. */
export function compareSettings(stages: readonly StagePair[]): readonly SettingDifference[] {
  const strides = stages.map(strideAlone)
  const others = stages.filter((_, index) => !strides[index])
  return [
    ...strides.filter(stride => stride !== null),
    ...order.flatMap((setting): readonly SettingDifference[] => {
      const pairs = others.flatMap(pair => settingPair(pair, setting))
      return pairs.length > 0 ? [{ kind: 'setting', setting, pairs }] : []
    }),
  ]
}

function strideAlone(pair: StagePair): SettingDifference | null {
  const { here, paper } = pair
  const [mine, theirs] = [here.layer, paper.layer]
  const differing = order.filter(setting => settingPair(pair, setting).length > 0)
  if (mine.kind !== 'conv2d' || theirs.kind !== 'conv2d' || differing.join() !== 'stride') return null
  const reads = paper.shapes.input.height
  return {
    kind: 'stride',
    layer: mine.name,
    here: mine.stride.height,
    paper: theirs.stride.height,
    reads,
    gives: outputLength(reads, mine.kernel.height, mine.stride.height, mine.padding.height),
    paperGives: paper.shapes.output.height,
  }
}

function settingPair({ here, paper, paperName }: StagePair, setting: Setting): readonly SettingPair[] {
  const mine = settingsOf(here.layer, here.shapes.output)[setting]
  const theirs = settingsOf(paper.layer, paper.shapes.output)[setting]
  if (mine === undefined || theirs === undefined || same(mine, theirs)) return []
  return [{ layer: here.layer.name, paperName, here: mine, paper: theirs }]
}

function settingsOf(layer: Layer, output: Shape): Partial<Record<Setting, number | Size>> {
  switch (layer.kind) {
    case 'conv2d': {
      const { filters, kernel, stride, padding, groups = 1 } = layer
      return { filters, kernel, stride, padding, towers: groups }
    }
    case 'pool':
      return { window: layer.window, stride: layer.stride }
    case 'subsample':
      return { window: layer.window, stride: layer.window }
    case 'dense':
      return { units: output.channels }
    case 'global-average-pool':
    case 'lrn':
    case 'batch-norm':
    case 'dropout':
      return {}
  }
}

const same = (one: number | Size, other: number | Size) =>
  typeof one === 'number' || typeof other === 'number'
    ? one === other
    : one.height === other.height && one.width === other.width
