import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scalar, vector } from '../../src-main/engine/worker/graph/constants.ts'
import type { Graph } from '../../src-main/engine/worker/graph/ir.ts'
import type { OpName } from '../../src-main/engine/worker/graph/ops/attributes.ts'
import { ops } from '../../src-main/engine/worker/graph/ops/index.ts'
import type { TensorShape } from '../../src-main/engine/worker/graph/tensor-type.ts'
import { type Differentiable, directionalDifference } from './directional-difference.ts'

const length = fc.integer({ min: 1, max: 4 })
const pair = fc.tuple(length, length)
const picture = fc.record({
  height: fc.integer({ min: 4, max: 7 }),
  width: fc.integer({ min: 4, max: 7 }),
  channels: length,
})
const slide = fc.record({ strides: pair, padding: fc.constantFrom('SAME', 'VALID') })

const always = (found: Differentiable): Arbitrary<Differentiable> => fc.constant(found)

const unary = (
  op: 'Relu' | 'Sigmoid' | 'Tanh' | 'Identity' | 'Square' | 'Rsqrt',
  inputs: Differentiable['inputs'],
) =>
  length.map(
    (columns): Differentiable => ({
      shapes: [['b', columns]],
      inputs: inputs ?? 'anywhere',
      build: (graph, [x]) => [graph.add(op, [x!], {})],
    }),
  )

/** Operands of which one or both are repeated along some axes. */
const binary = (op: 'Mul' | 'AddV2' | 'Sub') =>
  fc
    .constantFrom<readonly TensorShape[]>(
      [['b', 5, 4, 2], [2]],
      [[], ['b', 3]],
      [
        [3, 1],
        [1, 4],
      ],
      [
        ['b', 2],
        ['b', 2],
      ],
    )
    .map((shapes): Differentiable => ({ shapes, build: (graph, inputs) => [graph.add(op, inputs, {})] }))

const pool = (op: 'MaxPool' | 'AvgPool') =>
  fc.tuple(picture, pair, slide).map(
    ([{ height, width, channels }, window, attributes]): Differentiable => ({
      shapes: [['b', height, width, channels]],
      inputs: 'apart',
      build: (graph, [x]) => [graph.add(op, [x!], { window, ...attributes })],
    }),
  )

const constantPaddings = (graph: Graph, values: readonly number[]) =>
  graph.add('Const', [], { value: { dtype: 'int32', shape: [values.length / 2, 2], values } })

const sum = fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 }), fc.boolean()).map(
  ([axes, keepDims]): Differentiable => ({
    shapes: [['b', 3, 4]],
    build: (graph, [x]) => [graph.add('Sum', [x!, vector(graph, axes)], { keepDims })],
  }),
)

const shared = [
  ['b', 3, 4],
  ['b', 3, 4],
  ['b', 3, 4],
] as const

/** Every operator that lets a gradient through, with attributes and shapes of all kinds. */
const cases: Partial<Record<OpName, Arbitrary<Differentiable>>> = {
  Relu: unary('Relu', 'apart'),
  Sigmoid: unary('Sigmoid', 'apart'),
  Tanh: unary('Tanh', 'anywhere'),
  Identity: unary('Identity', 'anywhere'),
  Square: unary('Square', 'anywhere'),
  Rsqrt: unary('Rsqrt', 'positive'),
  Mul: binary('Mul'),
  AddV2: binary('AddV2'),
  Sub: binary('Sub'),
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AvgPool'),
  Sum: sum,
  Conv2D: fc
    .tuple(picture, pair, length, slide)
    .map(([{ height, width, channels }, kernel, filters, attributes]) => ({
      shapes: [
        ['b', height, width, channels],
        [...kernel, channels, filters],
      ],
      build: (graph, [x, k]) => [graph.add('Conv2D', [x!, k!], attributes)],
    })),
  MatMul: fc
    .tuple(fc.boolean(), fc.boolean(), length, length, length)
    .map(([transposeA, transposeB, rows, inner, columns]) => ({
      shapes: [transposeA ? [inner, rows] : [rows, inner], transposeB ? [columns, inner] : [inner, columns]],
      build: (graph, [a, b]) => [graph.add('MatMul', [a!, b!], { transposeA, transposeB })],
    })),
  BiasAdd: length.map(channels => ({
    shapes: [['b', 3, 2, channels], [channels]],
    build: (graph, [x, bias]) => [graph.add('BiasAdd', [x!, bias!], {})],
  })),
  AddN: always({ shapes: shared, build: (graph, inputs) => [graph.add('AddN', inputs, {})] }),
  IdentityN: always({
    shapes: shared,
    build: (graph, inputs) => graph.addNode('IdentityN', inputs, {}).outputs,
  }),
  ConcatV2: length.map(columns => ({
    shapes: [
      ['b', 2, columns],
      ['b', 2, columns],
      ['b', 2, columns],
    ],
    build: (graph, inputs) => [graph.add('ConcatV2', [...inputs, scalar(graph, 2, 'int32')], {})],
  })),
  Split: fc.tuple(fc.integer({ min: 2, max: 4 }), length, fc.boolean()).map(([parts, columns, all]) => ({
    shapes: [['b', parts * columns]],
    build: (graph, [x]) => {
      const { outputs } = graph.addNode('Split', [scalar(graph, 1, 'int32'), x!], { parts })
      return all ? outputs : outputs.slice(0, 1)
    },
  })),
  Pad: fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }).map(zeros => ({
    shapes: [['b', 3, 4, 2]],
    build: (graph, [x]) => [graph.add('Pad', [x!, constantPaddings(graph, [0, 0, ...zeros, 0, 0])], {})],
  })),
  Reshape: length.map(columns => ({
    shapes: [['b', 2, columns]],
    build: (graph, [x]) => [graph.add('Reshape', [x!, vector(graph, [-1, 2 * columns])], {})],
  })),
  Transpose: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }).map(axes => ({
    shapes: [[2, 3, 4]],
    build: (graph, [x]) => [graph.add('Transpose', [x!, vector(graph, axes)], {})],
  })),
  BroadcastTo: length.map(rows => ({
    shapes: [[1, 4]],
    build: (graph, [x]) => [graph.add('BroadcastTo', [x!, vector(graph, [rows, 4])], {})],
  })),
  Cast: always({ shapes: [['b', 3]], build: (graph, [x]) => [graph.add('Cast', [x!], { to: 'float64' })] }),
  SparseSoftmaxCrossEntropyWithLogits: fc
    .array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 })
    .map(labels => ({
      shapes: [['b', 5]],
      build: (graph, [logits]) => [
        graph.add('SparseSoftmaxCrossEntropyWithLogits', [logits!, vector(graph, labels)], {}),
      ],
    })),
}

/** Without a kernel for float64: layers.test.ts compares it with eager TensorFlow.js. */
const elsewhere: readonly OpName[] = ['FusedBatchNormV3']

describe('the gradient rule of', () => {
  it.each(Object.entries(cases))('%s agrees with central differences', async (_, found) => {
    const property = fc.asyncProperty(found, fc.nat(), async (differentiable, seed) => {
      const { rule, slope } = await directionalDifference(differentiable, seed)
      expect(Math.abs(rule - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)))
    })
    await fc.assert(property, { numRuns: 10, seed: 7 })
  })

  it('every operator that has one is among the cases', () => {
    const withGradient = Object.keys(ops).filter(name => ops[name as OpName].gradient !== null)
    expect(withGradient.filter(name => !(name in cases))).toEqual(elsewhere)
  })
})
