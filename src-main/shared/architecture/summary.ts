import { countFlops, countParameters } from './counts.ts'
import { type InferredShapes, inferShapes, type LayerShapes } from './shapes.ts'
import type { ArchitectureSpec, Layer } from './spec.ts'

export interface LayerSummary {
  readonly layer: Layer
  readonly shapes: LayerShapes
  readonly parameters: number
  readonly flops: number
}

export interface NetworkSummary {
  /** Undefined from the first layer that does not fit on. */
  readonly layers: readonly (LayerSummary | undefined)[]
  readonly parameters: number
  readonly flops: number
  readonly problems: InferredShapes['problems']
}

/** Every number that follows from a network alone. */
export function summarize(spec: ArchitectureSpec, classes: number): NetworkSummary {
  const inferred = inferShapes(spec, classes)
  const layers = spec.layers.map((layer, index): LayerSummary | undefined => {
    const shapes = inferred.layers[index]
    return (
      shapes && {
        layer,
        shapes,
        parameters: countParameters(layer, shapes),
        flops: countFlops(layer, shapes),
      }
    )
  })
  const known = layers.filter(layer => layer !== undefined)
  return {
    layers,
    parameters: known.reduce((sum, { parameters }) => sum + parameters, 0),
    flops: known.reduce((sum, { flops }) => sum + flops, 0),
    problems: inferred.problems,
  }
}
