import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradients } from '../../src-main/engine/worker/graph/gradients.ts'
import { Graph, type Tensor } from '../../src-main/engine/worker/graph/ir.ts'
import { lowerLrn } from '../../src-main/engine/worker/graph/lower/lrn.ts'
import { openSession } from '../../src-main/engine/worker/session.ts'
import { loadTensorFlow } from '../../src-main/engine/worker/tensorflow.ts'
import { directionalDifference } from './directional-difference.ts'
import { normalizedParts } from './normalized-parts.ts'
import { randomNumbers } from './stored-pictures.ts'

const lrnSettings = fc.record({
  size: fc.constantFrom(1, 3, 5, 9),
  k: fc.double({ min: 0.5, max: 2, noNaN: true }),
  alpha: fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
  beta: fc.constantFrom(0.5, 0.75, 1, 0.6),
  channels: fc.constantFrom(1, 6, 64, 96, 112, 128, 1030),
})
type LrnSettings = typeof lrnSettings extends fc.Arbitrary<infer T> ? T : never

const [height, width] = [2, 3]

function normalize(graph: Graph, x: Tensor, { channels, ...settings }: LrnSettings): Tensor {
  const shape = { height, width, channels }
  const layer = { kind: 'lrn', id: 'norm', name: 'norm', ...settings } as const
  return lowerLrn.forward({ graph, layer, shapes: { input: shape, output: shape }, input: x, weights: [] })
}

describe('local response normalisation', () => {
  it('and its gradient are TensorFlow’s, whatever the settings', async () => {
    const tf = loadTensorFlow()
    const property = fc.asyncProperty(lrnSettings, fc.nat(), async (settings, seed) => {
      const random = randomNumbers(seed)
      const shape: [number, number, number, number] = [2, height, width, settings.channels]
      const values = () =>
        Float32Array.from({ length: 2 * height * width * settings.channels }, () => 6 * random() - 3)
      const [pictures, weights] = [values(), values()]
      const graph = new Graph()
      const [x, dy] = ['x', 'dy'].map(name =>
        graph.add('Placeholder', [], { dtype: 'float32', shape: ['b', ...shape.slice(1)] }, { name }),
      )
      const y = normalize(graph, x!, settings)
      const all = graph.add('Const', [], { value: { dtype: 'int32', shape: [4], values: [0, 1, 2, 3] } })
      const loss = graph.add('Sum', [graph.add('Mul', [y, dy!], {}), all], { keepDims: false })
      const [dx] = gradients(graph, loss, [x!])
      const signature = { inputs: { x: x!, dy: dy! }, outputs: { y, dx: dx! } }
      const session = await openSession({ graph, signatures: { predict: signature } })
      const found = session.run('predict', { x: { shape, values: pictures }, dy: { shape, values: weights } })
      session.close()

      const { size, k, alpha, beta } = settings
      const eager = (value: ReturnType<typeof tf.tensor4d>) =>
        tf.localResponseNormalization(value, (size - 1) / 2, k, alpha, beta)
      const expected = eager(tf.tensor4d(pictures, shape)).dataSync()
      const slope = tf.grad(value => eager(value as ReturnType<typeof tf.tensor4d>))
      const gradient = slope(tf.tensor4d(pictures, shape), tf.tensor4d(weights, shape)).dataSync()
      expect(farthest(found['y']!.values, expected)).toBeLessThan(3e-6)
      expect(farthest(found['dx']!.values, gradient)).toBeLessThan(2e-5)
    })
    await fc.assert(property, { numRuns: 12, seed: 7 })
  })

  it('has the gradient that central differences give', async () => {
    const property = fc.asyncProperty(lrnSettings, fc.nat(), async (settings, seed) => {
      const { rule, slope } = await directionalDifference(
        {
          shapes: [['b', height, width, settings.channels]],
          build: (graph, [x]) => [normalize(graph, x!, settings)],
        },
        seed,
      )
      expect(Math.abs(rule - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)))
    })
    await fc.assert(property, { numRuns: 6, seed: 7 })
  })
})

describe('batch normalisation of a batch in parts', () => {
  it('has the gradient that central differences give, and a part that only fills has none', async () => {
    const settings = fc.record({
      parts: fc.integer({ min: 2, max: 4 }),
      channels: fc.integer({ min: 1, max: 5 }),
      epsilon: fc.constantFrom(1e-3, 0.1),
      fills: fc.boolean(),
    })
    const property = fc.asyncProperty(settings, fc.nat(), async (drawn, seed) => {
      const { rule, slope } = await directionalDifference(normalizedParts(drawn), seed)
      expect(Math.abs(rule - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)))
    })
    await fc.assert(property, { numRuns: 6, seed: 7 })
  })
})

const farthest = (found: ArrayLike<number>, expected: ArrayLike<number>) =>
  Math.max(
    ...Array.from(
      found,
      (value, place) => Math.abs(value - expected[place]!) / (1 + Math.abs(expected[place]!)),
    ),
  )
