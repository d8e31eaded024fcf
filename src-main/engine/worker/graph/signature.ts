import type { Tensor } from './ir.ts'

/** What can be run: tensors to feed and tensors to fetch, by name. */
export interface Signature {
  readonly inputs: Readonly<Record<string, Tensor>>
  readonly outputs: Readonly<Record<string, Tensor>>
}
