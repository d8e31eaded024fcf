import type { ConstantValue } from './constants.ts'

/** How a variable starts. `mask` sets values to zero that do not exist (unconnected kernels). */
export type InitialValue =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly limit: number; readonly mask?: ConstantValue }
  | { readonly kind: 'normal'; readonly deviation: number; readonly mask?: ConstantValue }

/** A value that lasts from step to step; `name` is its name in a checkpoint. */
export interface VariableSpec {
  readonly name: string
  readonly shape: readonly number[]
  readonly initial: InitialValue
  /** What it is for: predicting, learnt or, as `statistics`, gathered while training; or only for training on. */
  readonly role: 'weight' | 'statistics' | 'optimizer'
  /** A kernel: weight decay draws it towards zero; absent: it does not. */
  readonly decays?: boolean
}
