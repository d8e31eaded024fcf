import { describe, expect, it } from 'vitest'
import { scalar, vector } from '../../src-main/engine/worker/graph/constants.ts'
import { gradients } from '../../src-main/engine/worker/graph/gradients.ts'
import { Graph, type Tensor } from '../../src-main/engine/worker/graph/ir.ts'
import type { OpName } from '../../src-main/engine/worker/graph/ops/attributes.ts'
import { ops } from '../../src-main/engine/worker/graph/ops/index.ts'
import type { TensorShape } from '../../src-main/engine/worker/graph/tensor-type.ts'
import { openSession, type Value } from '../../src-main/engine/worker/session.ts'
import { randomNumbers } from './stored-pictures.ts'

/** An operator on inputs of given shapes; `away`: how far the inputs keep from zero and from one another. */
interface Case {
  readonly op: OpName
  readonly note?: string
  readonly shapes: readonly TensorShape[]
  readonly build: (graph: Graph, inputs: readonly Tensor[]) => Tensor
  readonly away?: boolean
}

const picture = ['b', 7, 6, 2] as const
const slides = [
  { strides: [1, 1], padding: 'SAME' },
  { strides: [2, 1], padding: 'VALID' },
  { strides: [2, 3], padding: 'SAME' },
] as const

const unary = (op: 'Relu' | 'Sigmoid' | 'Tanh' | 'Identity'): Case => ({
  op,
  shapes: [['b', 4]],
  away: true,
  build: (graph, [x]) => graph.add(op, [x!], {}),
})

const pool = (op: 'MaxPool' | 'AvgPool', window: [number, number], slide: (typeof slides)[number]): Case => ({
  op,
  note: `${window} ${slide.strides} ${slide.padding}`,
  shapes: [picture],
  away: true,
  build: (graph, [x]) => graph.add(op, [x!], { window, ...slide }),
})

const cases: readonly Case[] = [
  unary('Relu'),
  unary('Sigmoid'),
  unary('Tanh'),
  unary('Identity'),
  ...slides.map(
    (slide): Case => ({
      op: 'Conv2D',
      note: `${slide.strides} ${slide.padding}`,
      shapes: [picture, [3, 2, 2, 4]],
      build: (graph, [x, kernel]) => graph.add('Conv2D', [x!, kernel!], slide),
    }),
  ),
  ...slides.flatMap(slide => [pool('MaxPool', [3, 2], slide), pool('AvgPool', [2, 3], slide)]),
  ...[true, false].flatMap(transposeA =>
    [true, false].map(
      (transposeB): Case => ({
        op: 'MatMul',
        note: `transposed ${transposeA} ${transposeB}`,
        shapes: [transposeA ? [5, 3] : [3, 5], transposeB ? [4, 5] : [5, 4]],
        build: (graph, [a, b]) => graph.add('MatMul', [a!, b!], { transposeA, transposeB }),
      }),
    ),
  ),
  {
    op: 'BiasAdd',
    shapes: [picture, [2]],
    build: (graph, [x, bias]) => graph.add('BiasAdd', [x!, bias!], {}),
  },
  {
    op: 'Mul',
    note: 'of one value a channel',
    shapes: [picture, [2]],
    build: (graph, [x, y]) => graph.add('Mul', [x!, y!], {}),
  },
  {
    op: 'Mul',
    note: 'of a column and a row',
    shapes: [
      [3, 1],
      [1, 4],
    ],
    build: (graph, [x, y]) => graph.add('Mul', [x!, y!], {}),
  },
  {
    op: 'AddV2',
    note: 'of a scalar',
    shapes: [[], picture],
    build: (graph, [x, y]) => graph.add('AddV2', [x!, y!], {}),
  },
  {
    op: 'AddN',
    shapes: [picture, picture, picture],
    build: (graph, inputs) => graph.add('AddN', inputs, {}),
  },
  {
    op: 'Pad',
    shapes: [picture],
    build: (graph, [x]) => {
      const value = { dtype: 'int32', shape: [4, 2], values: [0, 0, 1, 2, 0, 3, 0, 0] } as const
      return graph.add('Pad', [x!, graph.add('Const', [], { value })], {})
    },
  },
  {
    op: 'Reshape',
    shapes: [picture],
    build: (graph, [x]) => graph.add('Reshape', [x!, vector(graph, [-1, 84])], {}),
  },
  {
    op: 'Sum',
    shapes: [picture],
    build: (graph, [x]) => graph.add('Sum', [x!, vector(graph, [0, 2])], { keepDims: false }),
  },
  {
    op: 'Sum',
    note: 'keeping its axes',
    shapes: [picture],
    build: (graph, [x]) => graph.add('Sum', [x!, vector(graph, [1])], { keepDims: true }),
  },
  {
    op: 'BroadcastTo',
    shapes: [[1, 4]],
    build: (graph, [x]) => graph.add('BroadcastTo', [x!, vector(graph, [3, 4])], {}),
  },
  {
    op: 'Cast',
    shapes: [['b', 3]],
    build: (graph, [x]) => graph.add('Cast', [x!], { to: 'float64' }),
  },
  {
    op: 'SparseSoftmaxCrossEntropyWithLogits',
    shapes: [['b', 5]],
    build: (graph, [logits]) =>
      graph.add('SparseSoftmaxCrossEntropyWithLogits', [logits!, vector(graph, [4, 0, 2])], {}),
  },
]

const batch = 3
const step = 1e-5

describe('the gradient rule of', () => {
  it.each(cases)('$op $note agrees with a central difference along one direction', async found => {
    const random = randomNumbers(7)
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
    let last = 0
    // Values that differ by more than the step keep clear of ReLU's and the maximum's kinks.
    const apart = () => {
      last += 0.1 + random()
      return last % 2 > 1 ? last : -last
    }
    const points = found.shapes.map((shape, index) => {
      const values = found.away ? apart : () => 2 * random() - 1
      return feed(`x${index}`, shape, values)
    })
    const direction = found.shapes.map((shape, index) => feed(`d${index}`, shape, () => 2 * random() - 1))
    const shape = found.build(graph, points).shape
    const cotangent = feed('cotangent', shape, () => 2 * random() - 1)
    const total = (tensor: Tensor) =>
      graph.add(
        'Sum',
        [
          tensor,
          vector(
            graph,
            tensor.shape.map((_, axis) => axis),
          ),
        ],
        { keepDims: false },
      )
    const value = (xs: readonly Tensor[]) => total(graph.add('Mul', [found.build(graph, xs), cotangent], {}))
    const moved = (by: number) =>
      points.map((x, index) => {
        const way = graph.add('Mul', [direction[index]!, scalar(graph, by, 'float64')], {})
        return graph.add('AddV2', [x, way], {})
      })

    const byRule = gradients(graph, value(points), points).map((gradient, index) =>
      total(graph.add('Mul', [gradient, direction[index]!], {})),
    )
    const rise = graph.add(
      'AddN',
      [value(moved(step)), graph.add('Mul', [value(moved(-step)), scalar(graph, -1, 'float64')], {})],
      {},
    )
    const slope = graph.add('Mul', [rise, scalar(graph, 1 / (2 * step), 'float64')], {})
    const outputs = {
      rule: graph.add('Cast', [graph.add('AddN', byRule, {})], { to: 'float32' }),
      slope: graph.add('Cast', [slope], { to: 'float32' }),
    }
    const session = await openSession({ graph, signatures: { predict: { inputs, outputs } } })
    const results = session.run('predict', fed)
    session.close()

    const expected = results['slope']!.values[0]!
    expect(Math.abs(expected)).toBeGreaterThan(1e-3)
    expect(Math.abs(results['rule']!.values[0]! / expected - 1)).toBeLessThan(1e-5)
  })

  it('every operator that has one is among the cases', () => {
    const covered = new Set(cases.map(({ op }) => op))
    const withGradient = Object.keys(ops).filter(name => ops[name as OpName].gradient !== null)
    expect(withGradient.filter(name => !covered.has(name as OpName))).toEqual([])
  })
})
