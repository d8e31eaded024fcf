import { countFlops, countParameters, forecastMemory } from './counts.ts'
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
  readonly memoryBytes: number
  readonly problems: InferredShapes['problems']
}

/** Every number that follows from a network. `slots`: values that the optimizer keeps a weight (Adam 2, momentum 1). */
export function summarize(spec: ArchitectureSpec, classes: number, batch: number, slots = 2): NetworkSummary {
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
    memoryBytes: forecastMemory(known, batch, slots),
    problems: inferred.problems,
  }
}
