import { type Graph, inferTypes, type Node } from './ir.ts'
import { isNode } from './ops/op.ts'
import { describeType, sameShape } from './tensor-type.ts'

/** What is wrong with a graph, one line a fault: order, names, and every node's types inferred again. */
export function checkGraph(graph: Graph): string[] {
  const seen = new Set<Node>()
  const names = new Set<string>()
  const faults: string[] = []
  for (const node of graph.nodes) {
    for (const before of [...node.inputs.map(input => input.node), ...node.after]) {
      if (!seen.has(before)) faults.push(`${node.name} reads ${before.name}, which does not come before it`)
    }
    if (names.has(node.name)) faults.push(`${node.name} is there twice`)
    faults.push(...checkTypes(node))
    if (isNode(node, 'While')) {
      const { condition, body } = node.attributes
      faults.push(...checkGraph(condition.graph), ...checkGraph(body.graph))
    }
    seen.add(node)
    names.add(node.name)
  }
  return faults
}

function checkTypes(node: Node): string[] {
  const inferred = inferTypes(node)
  if (inferred.length !== node.outputs.length) return [`${node.name} has ${node.outputs.length} outputs`]
  return inferred.flatMap((type, index) => {
    const output = node.outputs[index]
    if (output && output.dtype === type.dtype && sameShape(output.shape, type.shape)) return []
    return [`${node.name} is ${output && describeType(output)} and should be ${describeType(type)}`]
  })
}
