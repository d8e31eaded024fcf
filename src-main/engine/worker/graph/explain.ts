import { explainedLayer } from '../../../shared/architecture/explained-layer.ts'
import type { Size } from '../../../shared/architecture/spec.ts'
import { scalar, vector } from './constants.ts'
import { gradients } from './gradients.ts'
import { fedPictures, type InferenceProgram } from './inference.ts'
import type { Graph, Tensor } from './ir.ts'
import { forward } from './network.ts'
import { input as at } from './ops/op.ts'
import { lengthsOf, splitOverCores } from './passes/split-over-cores.ts'
import type { Signature } from './signature.ts'

/**
 * Where a network looks for a class (Grad-CAM: Selvaraju et al. 2017, equations 1 and 2): pictures uint8 [b, h, w, c] and a class int32 [b] for each to
 * `heat` float32 [b, h, w] and `probabilities` float32 [b, classes]. The heat is not negative and has the unit of the logit; its maps (`explainedLayer`) are
 * drawn out to the picture's size linearly, and without such maps it is zero everywhere.
 */
export function explainSignature(graph: Graph, program: InferenceProgram): Signature {
  const { network, weights } = program
  const { spec, classes } = network
  const pictures = fedPictures(graph, network)
  const asked = graph.add('Placeholder', [], { dtype: 'int32', shape: ['b'] }, { name: 'classes' })
  const values = weights.map(resource => graph.add('ReadVariableOp', [resource], {}))
  const batch = splitOverCores(graph, 1, pictures)
  const mode = { kind: 'inference', layersApart: true } as const
  const { outputs, layers } = forward(graph, network, values, batch, [pictures], mode)
  const logits = at(outputs, 0)
  const source = explainedLayer(spec, classes)
  const maps = layers.find(({ layer }) => layer.id === source?.id)?.outputs[0]
  const heat = maps
    ? enlarged(graph, heatOf(graph, maps, logitsOf(graph, logits, asked, classes)), spec.input)
    : nothing(graph, pictures, spec.input)
  const probabilities = graph.add('Softmax', [logits], {})
  return { inputs: { pictures, classes: asked }, outputs: { heat, probabilities } }
}

/** Sum over the pictures of each one's logit of the class asked for, so that its gradient by a picture's maps is that of the picture's own logit. */
function logitsOf(graph: Graph, logits: Tensor, asked: Tensor, classes: number): Tensor {
  const column = graph.add('Reshape', [asked, vector(graph, [-1, 1])], {})
  const all = vector(
    graph,
    Array.from({ length: classes }, (_, index) => index),
  )
  const chosen = graph.add('Cast', [graph.add('Equal', [column, all], {})], { to: 'float32' })
  return graph.add('Sum', [graph.add('Mul', [logits, chosen], {}), vector(graph, [0, 1])], {
    keepDims: false,
  })
}

/** Maps [b, h, w, c] to [b, h, w, 1]: the channels' sum, weighted by the mean gradient of each, where it is positive. */
function heatOf(graph: Graph, maps: Tensor, logit: Tensor): Tensor {
  const gradient = at(gradients(graph, logit, [maps]), 0)
  const [, height = 0, width = 0] = maps.shape.map(Number)
  const sums = graph.add('Sum', [gradient, vector(graph, [1, 2])], { keepDims: true })
  const weights = graph.add('Mul', [sums, scalar(graph, 1 / (height * width))], {})
  const weighted = graph.add('Mul', [maps, weights], {})
  return graph.add('Relu', [graph.add('Sum', [weighted, vector(graph, [3])], { keepDims: true })], {})
}

/** Maps [b, h, w, 1] to [b, height, width], linearly between the middles of their pixels. */
function enlarged(graph: Graph, maps: Tensor, { height, width }: Size): Tensor {
  const [, rows = 0, columns = 0] = maps.shape.map(Number)
  const [x, y] = [columns / width, rows / height]
  const transform = [x, 0, (x - 1) / 2, 0, y, (y - 1) / 2, 0, 0]
  const one = graph.add('Reshape', [vector(graph, transform, 'float32'), vector(graph, [1, 8])], {})
  const given = [maps, one, vector(graph, [height, width])]
  const heat = graph.add('ImageProjectiveTransformV2', given, { interpolation: 'BILINEAR' })
  return graph.add('Reshape', [heat, vector(graph, [-1, height, width])], {})
}

function nothing(graph: Graph, pictures: Tensor, { height, width }: Size): Tensor {
  const axis = scalar(graph, 0, 'int32')
  const shape = graph.add('ConcatV2', [lengthsOf(graph, pictures), vector(graph, [height, width]), axis], {})
  return graph.add('Fill', [shape, scalar(graph, 0)], {})
}
