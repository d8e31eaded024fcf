import type { ConstantValue } from '../constants.ts'
import type { Graph, Node, Tensor } from '../ir.ts'
import type { DType, TensorShape, TensorType } from '../tensor-type.ts'
import type { OpAttributes, OpName } from './attributes.ts'

/** A value of TensorFlow's own attributes, before protobuf. */
export type AttributeValue =
  | { readonly kind: 'type'; readonly value: DType }
  | { readonly kind: 'types'; readonly value: readonly DType[] }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'shape'; readonly value: TensorShape }
  | { readonly kind: 'shapes'; readonly value: readonly TensorShape[] }
  | { readonly kind: 'tensor'; readonly value: ConstantValue }
  | { readonly kind: 'function'; readonly value: string }

export const type = (value: DType): AttributeValue => ({ kind: 'type', value })
export const int = (value: number): AttributeValue => ({ kind: 'int', value })
export const float = (value: number): AttributeValue => ({ kind: 'float', value })
export const bool = (value: boolean): AttributeValue => ({ kind: 'bool', value })
export const string = (value: string): AttributeValue => ({ kind: 'string', value })

type Gradient = Tensor | undefined

/** Builds the gradient of one input; only called where the gradient is wanted. */
export type GradientOfInput = (() => Tensor) | undefined

export interface OpDef<K extends OpName> {
  /** Names that TensorFlow's registry gives the outputs: one each, or one for a list of any length. */
  readonly outputs: readonly string[] | { readonly list: string }
  /** Types of the outputs; throws where the inputs do not go together. */
  readonly infer: (inputs: readonly Tensor[], attributes: OpAttributes[K]) => readonly TensorType[]
  /** The attributes as TensorFlow writes them. */
  readonly encode: (node: Node<K>) => Readonly<Record<string, AttributeValue>>
  /** Gradients of the inputs from those of the outputs; null: no gradient passes through. */
  readonly gradient:
    | ((graph: Graph, node: Node<K>, ...gradients: readonly Gradient[]) => readonly GradientOfInput[])
    | null
}

/** The input at `index`; its absence is a bug in the caller. */
export function input(inputs: readonly Tensor[], index: number): Tensor {
  const tensor = inputs[index]
  if (!tensor) throw new Error(`input ${index} is missing`)
  return tensor
}

export const typeOf = ({ dtype, shape }: TensorType): TensorType => ({ dtype, shape })

/** `T` of an operator whose first input decides its type. */
export const firstType = (node: Node): Readonly<Record<string, AttributeValue>> => ({
  T: type(input(node.inputs, 0).dtype),
})

export function expectRank(tensor: Tensor, rank: number): TensorShape {
  if (tensor.shape.length !== rank) {
    throw new Error(`expected ${rank} dimensions, found [${tensor.shape.join(',')}] from ${tensor.node.name}`)
  }
  return tensor.shape
}

export function expectType(tensor: Tensor, dtype: DType): void {
  if (tensor.dtype !== dtype)
    throw new Error(`expected ${dtype}, found ${tensor.dtype} from ${tensor.node.name}`)
}

/** Lengths that are known when compiling: a constant (-1: the batch), a tensor's shape, or a part of one. */
export function knownLengths(tensor: Tensor): TensorShape {
  const { node } = tensor
  if (isNode(node, 'Shape')) return input(node.inputs, 0).shape
  if (isNode(node, 'Slice')) {
    const [begin = 0] = knownValues(input(node.inputs, 1))
    const [size = 0] = knownValues(input(node.inputs, 2))
    return knownLengths(input(node.inputs, 0)).slice(begin, begin + size)
  }
  if (isNode(node, 'ConcatV2')) return node.inputs.slice(0, -1).flatMap(knownLengths)
  return knownValues(tensor).map(value => (value === -1 ? 'b' : value))
}

export function knownValues({ node }: Tensor): readonly number[] {
  if (isNode(node, 'Const')) return node.attributes.value.values
  throw new Error(`expected a constant, found ${node.op} ${node.name}`)
}

export const isNode = <K extends OpName>(node: Node, op: K): node is Node<K> => node.op === op

/** Where a variable's resource comes in: what it holds. */
export function held(resource: Tensor): TensorType {
  if (!resource.holds)
    throw new Error(`expected a variable, found ${resource.dtype} from ${resource.node.name}`)
  return resource.holds
}

/** Values of a kernel from which on reading and writing memory is what a dense layer costs, rather than arithmetic. */
export const largeKernel = 2 ** 20
