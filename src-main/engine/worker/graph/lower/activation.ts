import type { Activation } from '../../../../shared/architecture/spec.ts'
import { assertNever } from '../../../../shared/assert-never.ts'
import { scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

export function activate(graph: Graph, activation: Activation, x: Tensor): Tensor {
  switch (activation) {
    case 'none':
      return x
    case 'relu':
      return graph.add('Relu', [x], {})
    case 'sigmoid':
      return graph.add('Sigmoid', [x], {})
    case 'tanh':
      return graph.add('Tanh', [x], {})
    case 'scaled-tanh':
      return scaledTanh(graph, x)
    default:
      return assertNever(activation)
  }
}

/** 1.7159 tanh(2a/3): LeCun et al. 1998, appendix A. */
function scaledTanh(graph: Graph, x: Tensor): Tensor {
  const slope = graph.add('Mul', [x, scalar(graph, 2 / 3, x.dtype)], {})
  const squashed = graph.add('Tanh', [slope], {})
  const y = graph.add('Mul', [squashed, scalar(graph, 1.7159, x.dtype)], {})
  // Both factors in one pass.
  graph.differentiateAs(y.node, [x], (graph, dy) => [
    dy &&
      (() => {
        const squashing = graph.add('TanhGrad', [squashed, dy], {})
        return graph.add('Mul', [squashing, scalar(graph, (1.7159 * 2) / 3, x.dtype)], {})
      }),
  ])
  return y
}
