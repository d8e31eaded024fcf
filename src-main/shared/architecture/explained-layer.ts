import { inferShapes } from './shapes.ts'
import type { ArchitectureSpec, Layer } from './spec.ts'

/**
 * The layer whose maps tell where a network looks: the last convolution whose maps have an extent, with the normalisation that follows it, before any
 * pooling (Selvaraju et al. 2017, section 3). Undefined where there is none, or the network does not fit.
 */
export function explainedLayer(spec: ArchitectureSpec, classes: number): Layer | undefined {
  const { layers: shapes, problems } = inferShapes(spec, classes)
  if (problems.length > 0) return undefined
  const last = spec.layers.findLastIndex(({ kind }, index) => {
    const output = shapes[index]?.output
    return kind === 'conv2d' && output !== undefined && output.height * output.width > 1
  })
  if (last < 0) return undefined
  const next = spec.layers[last + 1]
  return next?.kind === 'batch-norm' ? next : spec.layers[last]
}
