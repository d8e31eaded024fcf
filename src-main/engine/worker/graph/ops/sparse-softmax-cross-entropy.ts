import { vector } from '../constants.ts'
import { expectRank, firstType, input, type OpDef, type, typeOf } from './op.ts'

/** Inputs: logits [b, classes], true classes [b]. Outputs: each picture's loss in nats, and its gradient by the logits. */
export const sparseSoftmaxCrossEntropy: OpDef<'SparseSoftmaxCrossEntropyWithLogits'> = {
  outputs: ['loss', 'backprop'],
  infer: inputs => {
    const logits = input(inputs, 0)
    const [batch = 'b'] = expectRank(logits, 2)
    return [{ dtype: logits.dtype, shape: [batch] }, typeOf(logits)]
  },
  encode: node => ({ ...firstType(node), Tlabels: type(input(node.inputs, 1).dtype) }),
  gradient: (graph, { outputs }, loss) => [
    loss &&
      (() => {
        const column = graph.add('Reshape', [loss, vector(graph, [-1, 1])], {})
        return graph.add('Mul', [input(outputs, 1), column], {})
      }),
    undefined,
  ],
}
