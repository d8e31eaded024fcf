import type { Layer, LayerKind } from '../../../../shared/architecture/spec.ts'
import { lowerConv2d } from './conv2d.ts'
import { lowerDense } from './dense.ts'
import type { Lowering } from './lowering.ts'
import { lowerPool } from './pool.ts'
import { lowerSubsample } from './subsample.ts'

type LayerOf<K extends LayerKind> = Extract<Layer, { kind: K }>

/** Every layer kind's lowering; a kind without one does not compile. */
const lowerings: { readonly [K in LayerKind]: Lowering<LayerOf<K>> } = {
  conv2d: lowerConv2d,
  pool: lowerPool,
  subsample: lowerSubsample,
  dense: lowerDense,
}

export function loweringOf<L extends Layer>(layer: L): Lowering<L> {
  return lowerings[layer.kind] as unknown as Lowering<L>
}
