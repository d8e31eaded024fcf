import { bool, held, input, type OpDef, type } from './op.ts'
import { expectUpdate } from './update.ts'

/** Kingma and Ba 2015, at the end of section 2. Inputs: variable, m, v, beta1 power, beta2 power, rate, beta1, beta2, epsilon, gradient. */
export const resourceApplyAdam: OpDef<'ResourceApplyAdam'> = {
  outputs: [],
  infer: inputs => expectUpdate(inputs, 9),
  encode: node => ({
    T: type(held(input(node.inputs, 0)).dtype),
    use_locking: bool(false),
    use_nesterov: bool(false),
  }),
  gradient: null,
}
