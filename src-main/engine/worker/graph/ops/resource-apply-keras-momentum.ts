import { bool, held, input, type OpDef, type } from './op.ts'
import { expectUpdate } from './update.ts'

/**
 * velocity = momentum x velocity - rate x gradient; variable += velocity, or with `nesterov` momentum x velocity - rate x gradient. Inputs:
 * variable, velocity, rate, gradient, momentum.
 */
export const resourceApplyKerasMomentum: OpDef<'ResourceApplyKerasMomentum'> = {
  outputs: [],
  infer: inputs => expectUpdate(inputs, 3),
  encode: node => ({
    T: type(held(input(node.inputs, 0)).dtype),
    use_locking: bool(false),
    use_nesterov: bool(node.attributes.nesterov),
  }),
  gradient: null,
}
