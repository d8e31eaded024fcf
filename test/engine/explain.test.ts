import { describe, expect, it } from 'vitest'
import { applyLayer, type Tensor } from '../../src-main/engine/worker/bench/eager-layers.ts'
import { type Model, openModel } from '../../src-main/engine/worker/model.ts'
import { loadTensorFlow } from '../../src-main/engine/worker/tensorflow.ts'
import { convolutionStep, sourcesOf } from '../../src-main/inspection/convolution-step.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { conv, dense, pool } from '../../src-main/shared/architecture/presets/layers.ts'
import { inferShapes } from '../../src-main/shared/architecture/shapes.ts'
import type { ArchitectureSpec, Layer } from '../../src-main/shared/architecture/spec.ts'
import { barPictures } from './stored-pictures.ts'

const classes = 4
const count = 3
const asked = Int32Array.of(2, 0, 3)

/** Maximum pooling does not go together with the last convolution, and a normalisation follows it. */
const normalized: ArchitectureSpec = {
  version: 1,
  id: 'own',
  name: 'Own',
  input: { height: 18, width: 14, channels: 3, range: [-1, 1] },
  layers: [
    conv('conv1', 8, 3, { activation: 'none' }),
    batchNorm('norm1'),
    pool('pool1', 'max', 2, 2),
    conv('conv2', 6, 3, { activation: 'none' }),
    batchNorm('norm2'),
    pool('pool2', 'max', 2, 2),
    dense('out', 'classes', 'none'),
  ],
}

const dense2: ArchitectureSpec = {
  ...normalized,
  layers: [dense('hidden', 5, 'sigmoid'), dense('out', 'classes', 'none')],
}

function batchNorm(name: string): Layer {
  return { kind: 'batch-norm', id: name, name, momentum: 0.9, epsilon: 1e-3, activation: 'relu' }
}

async function opened(spec: ArchitectureSpec): Promise<Model> {
  const model = await openModel({ spec, classes, branches: 1, inspects: true })
  model.init(7)
  return model
}

const picturesFor = ({ input }: ArchitectureSpec) =>
  barPictures({ shape: input, classes, train: 0, validation: 0, test: 0, seed: 5 }, count).pictures

/** Operator by operator in eager TensorFlow.js: every layer's output, and Grad-CAM by the maps of the layer named. */
function eager(spec: ArchitectureSpec, weights: ReturnType<Model['read']>, layerName: string) {
  const tf = loadTensorFlow()
  const { layers: shapes } = inferShapes(spec, classes)
  const { height, width, channels, range } = spec.input
  const through = (input: Tensor, layers: readonly Layer[]) => {
    const outputs = [input]
    for (const layer of layers) {
      const variable = (role: string) => {
        const { shape, values } = weights.get(`${layer.name}/${role}`)!
        return tf.tensor(values, [...shape]) as never
      }
      const context = { tf, shapes: shapes[spec.layers.indexOf(layer)]!, variable, training: undefined }
      outputs.push(applyLayer(context, layer, outputs.at(-1)!))
    }
    return outputs
  }
  const pixels = tf.tensor(Float32Array.from(picturesFor(spec)), [count, height, width, channels])
  const scaled = pixels.mul((range[1] - range[0]) / 255).add(range[0])
  const outputs = through(scaled, spec.layers).slice(1)
  const at = spec.layers.findIndex(({ name }) => name === layerName)
  const maps = outputs[at]!
  const rest = (maps: Tensor) => through(maps, spec.layers.slice(at + 1)).at(-1)!
  const chosen = tf.oneHot(tf.tensor1d(asked, 'int32'), classes)
  const gradient = tf.grad(maps =>
    rest(maps as Tensor)
      .mul(chosen)
      .sum(),
  )(maps)
  const heat = maps
    .mul(gradient.mean([1, 2], true))
    .sum(3, true)
    .relu()
  const large = tf.image.resizeBilinear(heat as never, [height, width], false, true) as Tensor
  return {
    outputs: outputs.map(output => output.dataSync() as Float32Array),
    heat: large.dataSync() as Float32Array,
    probabilities: outputs.at(-1)!.softmax().dataSync() as Float32Array,
  }
}

/** The largest difference, as a share of the largest value. */
function furthest(found: Float32Array, expected: Float32Array): number {
  expect(found.length).toBe(expected.length)
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  expect(size).toBeGreaterThan(0)
  return found.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!)), 0) / size
}

describe('what a network looks at', () => {
  it.each([
    { spec: presets['lenet-modern'].spec, layer: 'conv2' },
    // Its third convolution's maps have no extent.
    { spec: presets['lenet-5'].spec, layer: 'conv2' },
    { spec: presets['alexnet-small'].spec, layer: 'conv5' },
    { spec: presets['vgg-small'].spec, layer: 'conv5_2' },
    { spec: normalized, layer: 'norm2' },
  ])('is what eager TensorFlow.js finds in $spec.id by the maps of $layer', async ({ spec, layer }) => {
    const model = await opened(spec)
    const { heat, probabilities } = model.explain(picturesFor(spec), asked)
    const { outputs, ...expected } = eager(spec, model.read(), layer)
    expect(furthest(heat, expected.heat)).toBeLessThan(1e-4)
    expect(furthest(probabilities, expected.probabilities)).toBeLessThan(1e-5)
    const first = model.activations(picturesFor(spec).subarray(0, picturesFor(spec).length / count))
    expect([...first.keys()].sort()).toEqual(spec.layers.map(({ id }) => id).sort())
    for (const [index, { id }] of spec.layers.entries()) {
      const { values, shape } = first.get(id)!
      const [alone, all] = [values, outputs[index]!]
      expect(shape.reduce((product, length) => product * length, 1)).toBe(all.length / count)
      expect(furthest(alone, all.subarray(0, all.length / count))).toBeLessThan(1e-5)
    }
    model.close()
  })

  it.each(['lenet-5', 'alexnet-small'] as const)(
    'is reckoned position by position as its convolutions do: %s',
    async id => {
      const { spec } = presets[id]
      const model = await opened(spec)
      const picture = picturesFor(spec).subarray(0, picturesFor(spec).length / count)
      const maps = model.activations(picture)
      const kernels = model.kernels()
      const { height, width, channels, range } = spec.input
      const scaled = Float32Array.from(picture, value => range[0] + (value * (range[1] - range[0])) / 255)
      for (const [index, layer] of spec.layers.entries()) {
        if (layer.kind !== 'conv2d') continue
        const before = spec.layers[index - 1]
        const input = before ? maps.get(before.id)! : { shape: [height, width, channels], values: scaled }
        const output = maps.get(layer.id)!
        const [rows = 0, columns = 0] = output.shape
        const convolution = {
          ...{ layer, input, output },
          kernel: kernels.get(`${layer.name}/kernel`)!,
          bias: kernels.get(`${layer.name}/bias`)!,
        }
        for (const filter of [0, layer.filters - 1]) {
          const [source = 0] = sourcesOf(layer, input.shape[2]!, filter)
          for (const [row, column] of [
            [0, 0],
            [rows - 1, columns - 1],
            [rows >> 1, 0],
          ] as const) {
            const step = convolutionStep(convolution, { filter, source, row, column })!
            const total = step.sum + step.others + step.bias
            const expected =
              layer.activation === 'relu' ? Math.max(0, total) : 1.7159 * Math.tanh((2 / 3) * total)
            expect(step.output).toBeCloseTo(expected, 4)
          }
          const outside = { filter, source, row: rows, column: 0 }
          expect(convolutionStep(convolution, outside)).toBeUndefined()
        }
      }
      model.close()
    },
  )

  it('is nowhere where no convolution has maps', async () => {
    const model = await opened(dense2)
    const { heat, probabilities } = model.explain(picturesFor(dense2), asked)
    expect(heat).toEqual(new Float32Array(count * 18 * 14))
    expect(probabilities).toEqual(model.predict(picturesFor(dense2), count))
    model.close()
  })
})
