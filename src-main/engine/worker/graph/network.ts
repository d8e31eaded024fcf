import { inferShapes, type LayerShapes } from '../../../shared/architecture/shapes.ts'
import type { ArchitectureSpec, Layer } from '../../../shared/architecture/spec.ts'
import { scalar } from './constants.ts'
import type { Graph, Tensor } from './ir.ts'
import { loweringOf } from './lower/index.ts'
import type { VariableSpec } from './variables.ts'

/** A network whose shapes fit: what the compiler works from. */
export interface Network {
  readonly spec: ArchitectureSpec
  readonly classes: number
  readonly layers: readonly NetworkLayer[]
}

interface NetworkLayer {
  readonly layer: Layer
  readonly shapes: LayerShapes
  /** Named as in a checkpoint: `conv1/kernel`. */
  readonly variables: readonly VariableSpec[]
}

/** Resolves the shapes; a network that does not fit is a bug here, since people were told before. */
export function resolveNetwork(spec: ArchitectureSpec, classes: number): Network {
  const { layers, problems } = inferShapes(spec, classes)
  const [fault] = problems
  if (fault) throw new Error(`${spec.id} cannot be compiled: ${fault.problem.code} at ${fault.layerId}`)
  const resolved = spec.layers.flatMap((layer, index): NetworkLayer[] => {
    const shapes = layers[index]
    if (!shapes) return []
    const variables = loweringOf(layer)
      .variables(layer, shapes)
      .map(variable => ({ ...variable, name: `${layer.name}/${variable.name}` }))
    return [{ layer, shapes, variables }]
  })
  return { spec, classes, layers: resolved }
}

export const weightsOf = (network: Network): readonly VariableSpec[] =>
  network.layers.flatMap(({ variables }) => variables)

/** Pictures uint8 [b, h, w, c] to logits [b, classes]. `weights`: values in the order of `weightsOf`. */
export function forward(
  graph: Graph,
  network: Network,
  weights: readonly Tensor[],
  pictures: Tensor,
): Tensor {
  let x = graph.within('input', () => scaleToRange(graph, pictures, network.spec.input.range))
  let used = 0
  for (const { layer, shapes, variables } of network.layers) {
    const own = weights.slice(used, used + variables.length)
    used += variables.length
    const input = x
    x = graph.within(layer.id, () => loweringOf(layer).forward({ graph, layer, shapes, input, weights: own }))
  }
  return x
}

/** 0..255 linearly onto the interval. */
function scaleToRange(graph: Graph, pictures: Tensor, [low, high]: readonly [number, number]): Tensor {
  const values = graph.add('Cast', [pictures], { to: 'float32' })
  const scaled = graph.add('Mul', [values, scalar(graph, (high - low) / 255)], {})
  return low === 0 ? scaled : graph.add('AddV2', [scaled, scalar(graph, low)], {})
}
