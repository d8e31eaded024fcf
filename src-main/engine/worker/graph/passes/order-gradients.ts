import type { Graph, Node, Tensor } from '../ir.ts'
import { input, isNode, largeKernel } from '../ops/op.ts'

/**
 * Where a core has the update of a large dense kernel, its part of the batch is left behind. So that there is something in the end that all cores can share, instead of
 * a chain that one of them goes down alone, the gradients of convolutions' kernels (those that are not computed by tiles) wait until those by the part's values have come down to the
 * first convolution (README.md). Where a picture has more values than the kernel, which waiting would keep, the kernel's gradient comes first.
 */
export function orderGradients(graph: Graph): void {
  if (!graph.nodes.some(isLargeKernelGradient)) return
  const kernels = graph.nodes.filter(node => isNode(node, 'Conv2DBackpropFilter'))
  const ends = new Map(kernels.map(node => [partOf(node), outputGradient(node)]))
  for (const kernel of kernels) {
    const end = ends.get(partOf(kernel))
    if (end && end !== outputGradient(kernel) && values(kernel.outputs[0]) > values(kernel.inputs[0])) {
      kernel.after = [...kernel.after, end]
      continue
    }
    for (const node of graph.nodes) {
      if (!isNode(node, 'Conv2DBackpropInput') || outputGradient(node) !== outputGradient(kernel)) continue
      node.after = [...node.after, kernel]
    }
  }
  sort(graph)
}

const outputGradient = (node: Node): Node => input(node.inputs, 2).node

/** Of one picture, or of a kernel. */
const values = (tensor: Tensor | undefined): number =>
  (tensor?.shape ?? []).reduce<number>(
    (product, length) => product * (length === 'b' ? 1 : Number(length)),
    1,
  )

const partOf = ({ name }: Node) => /^core\d+/.exec(name)?.[0] ?? ''

/** A dense layer's: summed over the batch, unlike what kernels' tiles become a kernel by. */
const isLargeKernelGradient = (node: Node): boolean =>
  isNode(node, 'MatMul') &&
  node.attributes.transposeA &&
  input(node.inputs, 1).shape[0] === 'b' &&
  values(node.outputs[0]) >= largeKernel

/** Puts every node behind those that it waits for, and leaves the others where they are. */
function sort(graph: Graph): void {
  const sorted = new Set<Node>()
  const visit = (node: Node) => {
    if (sorted.has(node)) return
    for (const before of [...node.inputs.map(input => input.node), ...node.after]) visit(before)
    sorted.add(node)
  }
  for (const node of graph.nodes) visit(node)
  graph.nodes.splice(0, graph.nodes.length, ...sorted)
}
