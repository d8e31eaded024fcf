import type { Graph, Node, Tensor } from '../ir.ts'

/** Drops the nodes that none of `outputs` depends on; arguments stay. */
export function prune(graph: Graph, outputs: readonly Tensor[]): void {
  const needed = new Set<Node>(outputs.map(({ node }) => node))
  for (const node of graph.nodes.toReversed()) {
    if (!needed.has(node)) continue
    for (const before of [...node.inputs.map(input => input.node), ...node.after]) needed.add(before)
  }
  const kept = graph.nodes.filter(node => needed.has(node) || node.op === 'Arg')
  graph.nodes.splice(0, graph.nodes.length, ...kept)
}
