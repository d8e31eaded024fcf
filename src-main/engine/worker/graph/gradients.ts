import { scalar } from './constants.ts'
import type { Graph, Node, Tensor } from './ir.ts'
import type { OpName } from './ops/attributes.ts'
import { ops } from './ops/index.ts'
import type { GradientOfInput } from './ops/op.ts'
import { joinProducts } from './passes/join-products.ts'
import { describeType, sameShape } from './tensor-type.ts'

/**
 * Gradients of the scalar `loss` by each of `sources`, added to the graph: one walk from the loss back, in reverse topological
 * order, over the nodes that lie between. Throws where a rule gives another type than its input has, or lets nothing through.
 */
export function gradients(graph: Graph, loss: Tensor, sources: readonly Tensor[]): Tensor[] {
  const between = nodesBetween(graph, loss, sources)
  const collected = new Map<Tensor, Tensor[]>()
  collected.set(loss, [graph.within('gradient', () => scalar(graph, 1, loss.dtype, 'one'))])
  for (const node of [...between].reverse()) {
    graph.withinRoot(`${node.name}/gradient`, () => {
      const incoming = node.outputs.map(output => total(graph, collected.get(output)))
      if (incoming.every(gradient => gradient === undefined)) return
      const rules = gradientRules(graph, node, incoming)
      for (const [index, input] of inputsOf(graph, node).entries()) {
        if (!between.has(input.node) && !sources.includes(input)) continue
        const gradient = rules[index]?.()
        if (!gradient) throw new Error(`${node.name} (${node.op}) gives no gradient of input ${index}`)
        expectSameType(node, index, input, gradient)
        collected.set(input, [...(collected.get(input) ?? []), gradient])
      }
    })
  }
  return sources.map(source => {
    const gradient = total(graph, collected.get(source))
    if (!gradient) throw new Error(`${loss.node.name} does not depend on ${source.node.name}`)
    return gradient
  })
}

const inputsOf = (graph: Graph, node: Node) => graph.ownGradients.get(node)?.inputs ?? node.inputs

/** Nodes that depend on a source and that the loss depends on, in topological order. */
function nodesBetween(graph: Graph, loss: Tensor, sources: readonly Tensor[]): Set<Node> {
  const reached = new Set<Node>()
  for (const node of graph.nodes) {
    const depends = inputsOf(graph, node).some(input => sources.includes(input) || reached.has(input.node))
    // A shape or a count does not change with what is counted.
    if (depends && node.outputs.some(({ dtype }) => dtype.includes('float'))) reached.add(node)
  }
  const needed = new Set<Node>([loss.node])
  for (const node of [...graph.nodes].reverse()) {
    if (needed.has(node)) for (const input of inputsOf(graph, node)) needed.add(input.node)
  }
  return new Set(graph.nodes.filter(node => reached.has(node) && needed.has(node)))
}

function gradientRules<K extends OpName>(
  graph: Graph,
  node: Node<K>,
  incoming: readonly (Tensor | undefined)[],
): readonly GradientOfInput[] {
  const own = graph.ownGradients.get(node)
  if (own) return own.gradient(graph, ...incoming)
  const rule = ops[node.op].gradient
  if (!rule) throw new Error(`${node.name}: no gradient passes through ${node.op}`)
  return rule(graph, node, ...incoming)
}

function total(graph: Graph, parts: readonly Tensor[] | undefined): Tensor | undefined {
  if (!parts || parts.length < 2) return parts?.[0]
  return joinProducts(graph, parts) ?? graph.add('AddN', parts, {})
}

function expectSameType(node: Node, index: number, input: Tensor, gradient: Tensor): void {
  if (gradient.dtype === input.dtype && sameShape(gradient.shape, input.shape)) return
  throw new Error(
    `${node.name} (${node.op}): the gradient of input ${index} is ${describeType(gradient)}, the input ${describeType(input)}`,
  )
}
