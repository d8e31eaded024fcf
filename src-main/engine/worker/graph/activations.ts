import { fedPictures, type InferenceProgram } from './inference.ts'
import type { Graph } from './ir.ts'
import { forward, type Network } from './network.ts'
import { input as at } from './ops/op.ts'
import { splitOverCores } from './passes/split-over-cores.ts'
import type { Signature } from './signature.ts'
import { readSignature, type Variable } from './state.ts'

/** Pictures uint8 [b, h, w, c] to what each layer puts out, after its activation, by the layer's id: float32 [b, h, w, c] or [b, units]. */
export function activationsSignature(graph: Graph, { network, weights }: InferenceProgram): Signature {
  const pictures = fedPictures(graph, network)
  const values = weights.map(resource => graph.add('ReadVariableOp', [resource], {}))
  const batch = splitOverCores(graph, 1, pictures)
  const mode = { kind: 'inference', layersApart: true } as const
  const { layers } = forward(graph, network, values, batch, [pictures], mode)
  const outputs = layers.map(({ layer, outputs }) => [layer.id, at(outputs, 0)] as const)
  return { inputs: { pictures }, outputs: Object.fromEntries(outputs) }
}

/** The convolutions' kernels and biases by their names in a checkpoint. */
export function kernelsSignature(graph: Graph, { spec }: Network, variables: readonly Variable[]): Signature {
  const convolutions = spec.layers.filter(({ kind }) => kind === 'conv2d')
  const belongs = ({ spec: { name } }: Variable) =>
    convolutions.some(layer => [`${layer.name}/kernel`, `${layer.name}/bias`].includes(name))
  return readSignature(graph, variables.filter(belongs))
}
