import type { Layer, LayerKind } from '../../../../shared/architecture/spec.ts'
import { lowerBatchNorm } from './batch-norm.ts'
import { lowerConv2d } from './conv2d.ts'
import { lowerDense } from './dense.ts'
import { lowerDropout } from './dropout.ts'
import { lowerGlobalAveragePool } from './global-average-pool.ts'
import type { BatchLowering, Lowering } from './lowering.ts'
import { lowerLrn } from './lrn.ts'
import { lowerPool } from './pool.ts'
import { lowerSubsample } from './subsample.ts'

type LayerOf<K extends LayerKind> = Extract<Layer, { kind: K }>
type LoweringOf<L extends Layer> = Lowering<L> | BatchLowering<L>

/** Every layer kind's lowering; a kind without one does not compile. */
const lowerings: { readonly [K in LayerKind]: LoweringOf<LayerOf<K>> } = {
  conv2d: lowerConv2d,
  pool: lowerPool,
  'global-average-pool': lowerGlobalAveragePool,
  subsample: lowerSubsample,
  lrn: lowerLrn,
  'batch-norm': lowerBatchNorm,
  dropout: lowerDropout,
  dense: lowerDense,
}

export function loweringOf<L extends Layer>(layer: L): LoweringOf<L> {
  return lowerings[layer.kind] as unknown as LoweringOf<L>
}
