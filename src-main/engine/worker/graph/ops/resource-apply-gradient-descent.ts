import { bool, held, input, type OpDef, type } from './op.ts'
import { expectUpdate } from './update.ts'

/** variable -= rate x gradient. Inputs: variable, rate, gradient. */
export const resourceApplyGradientDescent: OpDef<'ResourceApplyGradientDescent'> = {
  outputs: [],
  infer: inputs => expectUpdate(inputs, 2),
  encode: node => ({ T: type(held(input(node.inputs, 0)).dtype), use_locking: bool(false) }),
  gradient: null,
}
