import { bool, held, input, type OpDef, type } from './op.ts'
import { expectUpdate } from './update.ts'

/** velocity = momentum x velocity + gradient; variable -= rate x velocity. Inputs: variable, velocity, rate, gradient, momentum. */
export const resourceApplyMomentum: OpDef<'ResourceApplyMomentum'> = {
  outputs: [],
  infer: inputs => expectUpdate(inputs, 3),
  encode: node => ({
    T: type(held(input(node.inputs, 0)).dtype),
    use_locking: bool(false),
    use_nesterov: bool(false),
  }),
  gradient: null,
}
