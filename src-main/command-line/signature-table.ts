import type { CompiledModel, CompiledTensor } from '../shared/contract/engine.ts'
import type { Messages } from '../shared/messages/messages.ts'
import { columns } from './output.ts'

type Signatures = CompiledModel['signatures']

/** How many tensors each signature takes and gives, and which they are where they are few. */
export function briefSignatures(signatures: Signatures, words: Messages['cli']['compiled']): string {
  const tensors = (list: readonly CompiledTensor[]) =>
    list.length <= mostNamed
      ? list.map(tensor => cells(tensor).join(' ')).join(', ') || '–'
      : words.tensors({ count: list.length })
  const rows = Object.entries(signatures).map(([name, { inputs, outputs }]) => [
    name,
    tensors(inputs),
    tensors(outputs),
  ])
  return `${columns([words.columns, ...rows])}\n${words.all}`
}

/** More tensors of one signature are only counted. */
const mostNamed = 2

/** Every tensor that goes in and comes out, a line each. */
export function allSignatures(signatures: Signatures): string {
  const rows = Object.entries(signatures).flatMap(([name, { inputs, outputs }]) => [
    ...inputs.map(tensor => [name, '→', ...cells(tensor)]),
    ...outputs.map(tensor => [name, '←', ...cells(tensor)]),
  ])
  return columns(rows)
}

const cells = ({ name, dtype, shape }: CompiledTensor) => [
  name,
  dtype,
  `[${shape.map(length => (length < 0 ? '?' : length)).join(', ')}]`,
]
