import { describeType, sameShape } from '../tensor-type.ts'
import { bool, int, type OpDef } from './op.ts'

/** Runs the body until the condition is false; the body's outputs are the next round's inputs. */
export const whileLoop: OpDef<'While'> = {
  outputs: { list: 'output' },
  infer: (inputs, { condition, body }) => {
    for (const [index, value] of inputs.entries()) {
      for (const other of [condition.inputs[index], body.inputs[index], body.outputs[index]]) {
        if (!other || other.dtype !== value.dtype || !sameShape(other.shape, value.shape)) {
          throw new Error(
            `loop value ${index} is ${describeType(value)} and becomes ${other && describeType(other)}`,
          )
        }
      }
    }
    return inputs.map(({ dtype, shape, holds }) => (holds ? { dtype, shape, holds } : { dtype, shape }))
  },
  encode: ({ inputs, attributes }) => ({
    T: { kind: 'types', value: inputs.map(({ dtype }) => dtype) },
    cond: { kind: 'function', value: attributes.condition.name },
    body: { kind: 'function', value: attributes.body.name },
    output_shapes: { kind: 'shapes', value: inputs.map(({ shape }) => shape) },
    parallel_iterations: int(1),
    _lower_using_switch_merge: bool(true),
  }),
  gradient: null,
}
