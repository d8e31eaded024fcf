import { scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { timesTransposed } from '../ops/mat-mul.ts'
import { input as at, largeKernel } from '../ops/op.ts'
import { type Batch, lengthsOf, onCores, sumOverCores } from '../passes/split-over-cores.ts'

/** How many shares a kernel [in, out] is cut into: at most one a part, and all of one size, whose rows TensorFlow takes without copying. */
export function sharesOf({ parts }: Batch, kernel: Tensor): number {
  const [rows = 0, columns = 0] = kernel.shape.map(Number)
  if (rows * columns < largeKernel || columns % 32 !== 0) return 1
  let shares = parts.length
  while (rows % shares !== 0) shares--
  return shares
}

/**
 * Rows [b, in] in parts by a large kernel [in, out]: each core multiplies its share of all rows' values by its share of the kernel's rows, and the
 * sum of these products is parted again. The gradient by the kernel is one product over all rows.
 */
export function sharedProduct(
  graph: Graph,
  batch: Batch,
  inputs: readonly Tensor[],
  kernel: Tensor,
  shares: number,
): readonly Tensor[] {
  const attributes = { transposeA: false, transposeB: false }
  const rows = stack(graph, inputs)
  const kernels = shareOut(graph, kernel, 0, shares)
  const products = shareOut(graph, rows, 1, shares).map((values, share) =>
    graph.add('MatMul', [values, at(kernels, share)], attributes),
  )
  const parted = graph.addNode('IdentityN', part(graph, sumOverCores(graph, products), inputs), {})
  graph.differentiateAs(parted, [...inputs, kernel], (graph, ...gradients) => {
    const whole = stack(
      graph,
      onCores(graph, batch, (_, index) => given(gradients[index])),
    )
    const byInputs = () => {
      const parts = kernels.map(kernel => timesTransposed(graph, whole, kernel))
      return part(graph, graph.add('ConcatV2', [...parts, scalar(graph, 1, 'int32')], {}), inputs)
    }
    let split: readonly Tensor[] | undefined
    return [
      ...inputs.map((_, index) => () => {
        split ??= byInputs()
        return at(split, index)
      }),
      () => graph.add('MatMul', [rows, whole], { transposeA: true, transposeB: false }),
    ]
  })
  return parted.outputs
}

const stack = (graph: Graph, parts: readonly Tensor[]) =>
  graph.add('ConcatV2', [...parts, scalar(graph, 0, 'int32')], {})

const shareOut = (graph: Graph, values: Tensor, axis: number, parts: number) =>
  graph.addNode('Split', [scalar(graph, axis, 'int32'), values], { parts }).outputs

/** Stacked rows in parts as long as `like` are. */
function part(graph: Graph, rows: Tensor, like: readonly Tensor[]): readonly Tensor[] {
  const lengths = stack(
    graph,
    like.map(rows => lengthsOf(graph, rows)),
  )
  return graph.addNode('SplitV', [rows, lengths, scalar(graph, 0, 'int32')], { parts: like.length }).outputs
}

function given(gradient: Tensor | undefined): Tensor {
  if (!gradient) throw new Error('every part of a product counts in the loss')
  return gradient
}
