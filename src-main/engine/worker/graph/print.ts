import type { Graph, Node, Tensor } from './ir.ts'
import type { OpName } from './ops/attributes.ts'
import { ops } from './ops/index.ts'
import { type AttributeValue, isNode } from './ops/op.ts'
import { describeType } from './tensor-type.ts'

/** One line a node, with the functions that it calls below: `conv1/Conv2D = Conv2D float32[b,28,28,6] (pictures, conv1/kernel) padding=VALID`. */
export function printGraph(graph: Graph): string {
  const lines = graph.nodes.map(printNode)
  const functions = graph.nodes.flatMap(node =>
    isNode(node, 'While') ? [node.attributes.condition, node.attributes.body] : [],
  )
  return [...lines, ...functions.map(({ name, graph }) => `\n${name}:\n${printGraph(graph)}`)].join('\n')
}

function printNode<K extends OpName>(node: Node<K>): string {
  const types = node.outputs.map(describeType).join(' ')
  const inputs = [...node.inputs.map(printInput), ...node.after.map(({ name }) => `^${name}`)].join(', ')
  const attributes = Object.entries(ops[node.op].encode(node))
    .filter(([name]) => !typeAttributes.has(name))
    .map(([name, value]) => ` ${name}=${printAttribute(value)}`)
  return `${node.name} = ${node.op} ${types} (${inputs})${attributes.join('')}`
}

/** Said by the types already, or the same everywhere. */
const typeAttributes = new Set([
  'T',
  'dtype',
  'Tidx',
  'Tindices',
  'Tshape',
  'data_format',
  'output_shapes',
  'shape',
])

const printInput = ({ node, output }: Tensor) => (output === 0 ? node.name : `${node.name}:${output}`)

function printAttribute(attribute: AttributeValue): string {
  if (attribute.kind !== 'tensor') return String(attribute.value)
  const { values } = attribute.value
  return values.length > 8 ? `[${values.slice(0, 8).join(',')},...]` : `[${values.join(',')}]`
}
