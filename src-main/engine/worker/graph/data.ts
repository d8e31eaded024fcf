import type { Shape } from '../../../shared/architecture/spec.ts'
import { vector } from './constants.ts'
import type { Graph, Tensor } from './ir.ts'
import type { Signature } from './signature.ts'
import { done } from './state.ts'
import type { DType, TensorShape } from './tensor-type.ts'

/** The data set beside the graph: resources of all pictures, uint8 [b, h, w, c], and all classes, int32 [b]. */
export interface DataVariables {
  readonly pictures: Tensor
  readonly labels: Tensor
}

export function declareData(graph: Graph, { height, width, channels }: Shape): DataVariables {
  const declare = (name: string, dtype: DType, shape: TensorShape) =>
    graph.add('VarHandleOp', [], { name: `data/${name}`, holds: { dtype, shape } }, { name: `data/${name}` })
  return {
    pictures: declare('pictures', 'uint8', ['b', height, width, channels]),
    labels: declare('labels', 'int32', ['b']),
  }
}

/** Reads the data set's files straight into the variables; nothing passes through JavaScript. */
export function loadSignature(graph: Graph, data: DataVariables, shape: Shape): Signature {
  const pathOf = (name: string) => graph.add('Placeholder', [], { dtype: 'string', shape: [] }, { name })
  const picturesPath = pathOf('pictures-path')
  const labelsPath = pathOf('labels-path')
  const bytes = graph.add('DecodeRaw', [graph.add('ReadFile', [picturesPath], {})], { to: 'uint8' })
  const lengths = vector(graph, [-1, shape.height, shape.width, shape.channels])
  const pictures = graph.add('Reshape', [bytes, lengths], {})
  const words = graph.add('DecodeRaw', [graph.add('ReadFile', [labelsPath], {})], { to: 'uint16' })
  const labels = graph.add('Cast', [words], { to: 'int32' })
  const assigned = [
    graph.addNode('AssignVariableOp', [data.pictures, pictures], {}),
    graph.addNode('AssignVariableOp', [data.labels, labels], {}),
  ]
  return {
    inputs: { pictures: picturesPath, labels: labelsPath },
    outputs: { done: done(graph, assigned) },
  }
}

/**
 * Takes pictures that were read outside the graph: their bytes, four in a word (TensorFlow.js has no uint8), int32 [words], and their classes,
 * int32 [b]. The words' memory becomes the variable's, so it must not be JavaScript's (`feed/words.ts`).
 */
export function feedSignature(graph: Graph, data: DataVariables, shape: Shape): Signature {
  const words = graph.add('Placeholder', [], { dtype: 'int32', shape: ['b'] }, { name: 'words' })
  const classes = graph.add('Placeholder', [], { dtype: 'int32', shape: ['b'] }, { name: 'classes' })
  const bytes = graph.add('Bitcast', [words], { to: 'uint8' })
  const lengths = vector(graph, [-1, shape.height, shape.width, shape.channels])
  const pictures = graph.add('Reshape', [bytes, lengths], {})
  // Otherwise the variable would lie in JavaScript's memory.
  const labels = graph.add('Snapshot', [classes], {})
  const assigned = [
    graph.addNode('AssignVariableOp', [data.pictures, pictures], {}),
    graph.addNode('AssignVariableOp', [data.labels, labels], {}),
  ]
  return { inputs: { words, classes }, outputs: { done: done(graph, assigned) } }
}

/** Pictures and classes of `indices`. */
export function gather(graph: Graph, data: DataVariables, indices: Tensor): DataVariables {
  return graph.within('data', () => ({
    pictures: graph.add('ResourceGather', [data.pictures, indices], {}),
    labels: graph.add('ResourceGather', [data.labels, indices], {}),
  }))
}
