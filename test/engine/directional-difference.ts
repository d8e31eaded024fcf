import { scalar, vector } from '../../src-main/engine/worker/graph/constants.ts'
import { gradients } from '../../src-main/engine/worker/graph/gradients.ts'
import { Graph, type Tensor } from '../../src-main/engine/worker/graph/ir.ts'
import type { TensorShape } from '../../src-main/engine/worker/graph/tensor-type.ts'
import { openSession, type Value } from '../../src-main/engine/worker/session.ts'
import { randomNumbers } from './stored-pictures.ts'

/** A function of inputs of given shapes, float64. */
export interface Differentiable {
  readonly shapes: readonly TensorShape[]
  readonly build: (graph: Graph, inputs: readonly Tensor[]) => readonly Tensor[]
  /** Where the inputs lie: anywhere from -1 to 1; apart from zero and from one another, clear of kinks; or above zero. */
  readonly inputs?: 'anywhere' | 'apart' | 'positive'
}

/** Pictures wherever a shape says `b`. */
const batch = 3
const step = 1e-5

/**
 * How fast the outputs, each weighted by a random number of its own, rise along one random direction of the inputs: by the gradient rules, and by a
 * central difference in float64.
 */
export async function directionalDifference(found: Differentiable, seed: number) {
  const random = randomNumbers(seed)
  const graph = new Graph()
  const inputs: Record<string, Tensor> = {}
  const fed: Record<string, Value> = {}
  const feed = (name: string, shape: TensorShape, value: () => number) => {
    const tensor = graph.add('Placeholder', [], { dtype: 'float32', shape }, { name })
    const lengths = shape.map(length => (typeof length === 'number' ? length : batch))
    const size = lengths.reduce((product, length) => product * length, 1)
    inputs[name] = tensor
    fed[name] = { shape: lengths, values: Float32Array.from({ length: size }, value) }
    return graph.add('Cast', [tensor], { to: 'float64' })
  }
  const signed = () => 2 * random() - 1
  let last = 0
  // Values that differ by more than the step keep clear of ReLU's and the maximum's kinks.
  const apart = () => {
    last += 0.1 + random()
    return last % 2 > 1 ? last : -last
  }
  const place = { anywhere: signed, apart, positive: () => 0.5 + random() }[found.inputs ?? 'anywhere']
  const points = found.shapes.map((shape, index) => feed(`x${index}`, shape, place))
  const direction = found.shapes.map((shape, index) => feed(`d${index}`, shape, signed))
  const weights = found.build(graph, points).map(({ shape }, index) => feed(`weight${index}`, shape, signed))
  const total = (tensor: Tensor) => {
    const axes = vector(graph, [...tensor.shape.keys()])
    return graph.add('Sum', [tensor, axes], { keepDims: false })
  }
  const value = (xs: readonly Tensor[]) => {
    const sums = found
      .build(graph, xs)
      .map((output, index) => total(graph.add('Mul', [output, weights[index]!], {})))
    return graph.add('AddN', sums, {})
  }
  const moved = (by: number) =>
    points.map((x, index) => {
      const way = graph.add('Mul', [direction[index]!, scalar(graph, by, 'float64')], {})
      return graph.add('AddV2', [x, way], {})
    })
  const byRule = gradients(graph, value(points), points).map((gradient, index) =>
    total(graph.add('Mul', [gradient, direction[index]!], {})),
  )
  const rise = graph.add('Sub', [value(moved(step)), value(moved(-step))], {})
  const slope = graph.add('Mul', [rise, scalar(graph, 1 / (2 * step), 'float64')], {})
  const outputs = {
    rule: graph.add('Cast', [graph.add('AddN', byRule, {})], { to: 'float32' }),
    slope: graph.add('Cast', [slope], { to: 'float32' }),
  }
  const session = await openSession({ graph, signatures: { predict: { inputs, outputs } } })
  try {
    const results = session.run('predict', fed)
    return { rule: results['rule']!.values[0]!, slope: results['slope']!.values[0]! }
  } finally {
    session.close()
  }
}
