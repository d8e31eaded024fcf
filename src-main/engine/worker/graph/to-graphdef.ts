import { assertNever } from '../../../shared/assert-never.ts'
import type { ConstantValue } from './constants.ts'
import type { Graph, GraphFunction, Node, Tensor } from './ir.ts'
import type { OpName } from './ops/attributes.ts'
import { ops } from './ops/index.ts'
import { type AttributeValue, isNode } from './ops/op.ts'
import type { DType, TensorShape } from './tensor-type.ts'

/** TensorFlow's DataType. */
const dataTypes: Readonly<Record<DType, number>> = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  string: 7,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  uint16: 17,
  resource: 20,
}

/** GraphDef of TensorFlow 2.9, the oldest that runs it. */
const producer = 1087

/** A graph and the functions that it calls as GraphDef, in protobufjs's plain form. */
export function toGraphDef(graph: Graph): object {
  return {
    node: graph.nodes.map(node => nodeDef(node, mainReference)),
    library: { function: functionsOf(graph).map(functionDef) },
    versions: { producer },
  }
}

export const tensorInfo = (tensor: Tensor): object => ({
  name: `${tensor.node.name}:${tensor.output}`,
  dtype: dataTypes[tensor.dtype],
  tensor_shape: shapeProto(tensor.shape),
})

const functionsOf = (graph: Graph): GraphFunction[] =>
  graph.nodes.flatMap(node =>
    isNode(node, 'While') ? [node.attributes.condition, node.attributes.body] : [],
  )

function functionDef({ name, graph, inputs, outputs }: GraphFunction): object {
  return {
    signature: {
      name,
      input_arg: inputs.map(input => ({ name: input.node.name, type: dataTypes[input.dtype] })),
      output_arg: outputs.map((output, index) => ({ name: `result${index}`, type: dataTypes[output.dtype] })),
      is_stateful: true,
    },
    node_def: graph.nodes.filter(node => node.op !== 'Arg').map(node => nodeDef(node, functionReference)),
    ret: Object.fromEntries(outputs.map((output, index) => [`result${index}`, functionReference(output)])),
  }
}

function nodeDef<K extends OpName>(node: Node<K>, reference: (tensor: Tensor) => string): object {
  const attributes = Object.entries(ops[node.op].encode(node)).map(([name, value]) => [
    name,
    attrValue(value),
  ])
  return {
    name: node.name,
    op: node.op,
    ...(node.device !== undefined && { device: node.device }),
    input: [...node.inputs.map(reference), ...node.after.map(({ name }) => `^${name}`)],
    attr: Object.fromEntries(attributes),
  }
}

const mainReference = ({ node, output }: Tensor) => (output === 0 ? node.name : `${node.name}:${output}`)

/** Functions name outputs as the operator's registry does: `node:output:0`. */
function functionReference({ node, output }: Tensor): string {
  if (node.op === 'Arg') return node.name
  const { outputs } = ops[node.op]
  if ('list' in outputs) return `${node.name}:${outputs.list}:${output}`
  return `${node.name}:${outputs[output]}:0`
}

function attrValue(attribute: AttributeValue): object {
  switch (attribute.kind) {
    case 'type':
      return { type: dataTypes[attribute.value] }
    case 'types':
      return { list: { type: attribute.value.map(dtype => dataTypes[dtype]) } }
    case 'int':
      return { i: attribute.value }
    case 'ints':
      return { list: { i: attribute.value } }
    case 'float':
      return { f: attribute.value }
    case 'bool':
      return { b: attribute.value }
    case 'string':
      return { s: Buffer.from(attribute.value) }
    case 'shape':
      return { shape: shapeProto(attribute.value) }
    case 'shapes':
      return { list: { shape: attribute.value.map(shapeProto) } }
    case 'tensor':
      return { tensor: tensorProto(attribute.value) }
    case 'function':
      return { func: { name: attribute.value } }
    default:
      return assertNever(attribute)
  }
}

const shapeProto = (shape: TensorShape) => ({
  dim: shape.map(length => ({ size: typeof length === 'number' ? length : -1 })),
})

const tensorProto = ({ dtype, shape, values }: ConstantValue) => ({
  dtype: dataTypes[dtype],
  tensor_shape: shapeProto(shape),
  tensor_content: littleEndian(dtype, values),
})

function littleEndian(dtype: DType, values: readonly number[]): Uint8Array {
  switch (dtype) {
    case 'float32':
      return bytesOf(Float32Array.from(values))
    case 'bfloat16':
      return bytesOf(Uint16Array.from(Float32Array.from(values), bfloat16Bits))
    case 'float64':
      return bytesOf(Float64Array.from(values))
    case 'int32':
      return bytesOf(Int32Array.from(values))
    case 'int64':
      return bytesOf(BigInt64Array.from(values, BigInt))
    case 'uint16':
      return bytesOf(Uint16Array.from(values))
    case 'uint8':
    case 'bool':
      return Uint8Array.from(values)
    case 'string':
    case 'resource':
      throw new Error(`a constant of ${dtype} cannot be written`)
    default:
      return assertNever(dtype)
  }
}

const bytesOf = ({ buffer }: { buffer: ArrayBuffer }) => new Uint8Array(buffer)

/** The upper half of a float32, rounded to the nearest, of two equally near ones to the even. */
function bfloat16Bits(value: number): number {
  const [bits = 0] = new Uint32Array(Float32Array.of(value).buffer)
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16
}
