import type { Shape } from '../../../../shared/architecture/spec.ts'
import { vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { volume } from './lowering.ts'

/** A dense layer's output [b, c] as a picture [b, 1, 1, c] for the layers that slide a window. */
export function asPicture(graph: Graph, x: Tensor, { height, width, channels }: Shape): Tensor {
  if (x.shape.length === 4) return x
  return graph.add('Reshape', [x, vector(graph, [-1, height, width, channels])], {})
}

/** A picture row by row [b, h * w * c], channels running fastest. */
export function flatten(graph: Graph, x: Tensor, shape: Shape): Tensor {
  if (x.shape.length === 2) return x
  return graph.add('Reshape', [x, vector(graph, [-1, volume(shape)])], {})
}
