import type { Graph, Node } from '../ir.ts'
import { isNode } from '../ops/op.ts'

/** Devices as TensorFlow names them: `/device:GPU:1`. */
export interface Placement {
  /** For every node. */
  readonly everything?: string
  /** For the towers of convolutions, the first on the first of these and so on (Krizhevsky et al. 2012, section 3.5); for their gradients too. */
  readonly towers?: readonly string[]
}

/** Says where a graph's nodes, and those of the loops in it, are computed; what is left out stays with TensorFlow. */
export function place(graph: Graph, placement: Placement): void {
  for (const node of graph.nodes) {
    const device = placement.everything ?? deviceOfTower(node, placement.towers ?? [])
    // An argument is where the loop gets it from.
    if (device !== undefined && node.op !== 'Arg') node.device = device
    if (!isNode(node, 'While')) continue
    place(node.attributes.condition.graph, placement)
    place(node.attributes.body.graph, placement)
  }
}

/** Only nodes that compute with numbers: of those that handle shapes, some have no kernel on a graphics card. */
function deviceOfTower(node: Node, devices: readonly string[]): string | undefined {
  const tower = /(?:^|\/)tower\.(\d+)\//.exec(node.name)?.[1]
  if (tower === undefined || devices.length === 0) return undefined
  const computes = node.op !== 'Const' && node.outputs[0]?.dtype !== 'int32'
  return computes ? devices[Number(tower) % devices.length] : undefined
}
