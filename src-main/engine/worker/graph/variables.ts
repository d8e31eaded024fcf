import type { ConstantValue } from './constants.ts'

/** How a variable starts. `mask` sets values to zero that do not exist (unconnected kernels). */
export type InitialValue =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly limit: number; readonly mask?: ConstantValue }
  | { readonly kind: 'normal'; readonly deviation: number; readonly mask?: ConstantValue }

/** A weight, or a value that the optimizer keeps; `name` is its name in a checkpoint. */
export interface VariableSpec {
  readonly name: string
  readonly shape: readonly number[]
  readonly initial: InitialValue
  /** Whether predicting needs it, or only training on. */
  readonly role: 'weight' | 'optimizer'
  /** A kernel: weight decay draws it towards zero; absent: it does not. */
  readonly decays?: boolean
}
