import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type CompileOptions,
  compile,
  type Program,
  type SignatureName,
} from '../../src-main/engine/worker/graph/compile.ts'
import { writeSavedModel } from '../../src-main/engine/worker/graph/to-saved-model.ts'
import { openSession, text, type Value, vector } from '../../src-main/engine/worker/session.ts'
import { type PresetId, presets } from '../../src-main/shared/architecture/presets/index.ts'
import { conv, lrn } from '../../src-main/shared/architecture/presets/layers.ts'
import type { ArchitectureSpec, Layer } from '../../src-main/shared/architecture/spec.ts'
import type { OptimizerSettings } from '../../src-main/shared/training-settings.ts'
import { newFolder, storePictures } from './stored-pictures.ts'
import { pythonWithTensorflow } from './tensorflow-2.9/python.ts'
import { wideLenet } from './wide-lenet.ts'

/** Windows and macOS run TensorFlow 2.9: it must take the same graphs, and compute the same from them. */
const python = pythonWithTensorflow('2.9.')

/** Two TensorFlows are loaded, one of them by Python. */
const patience = 300_000

const [steps, batch, images] = [4, 5, 24]
const presetIds = ['lenet-modern', 'lenet-5', 'lenet-article', 'alexnet-small', 'vgg-small'] as const
const momentum: OptimizerSettings = {
  kind: 'momentum',
  learningRate: 0.01,
  momentum: 0.9,
  nesterov: true,
  weightDecay: 0.0005,
}
const adam: OptimizerSettings = { kind: 'adam', learningRate: 0.001, weightDecay: 0.0005 }
const sgd: OptimizerSettings = { kind: 'sgd', learningRate: 0.01 }

/** Every change there is; PCA color's matrix is that of grey pictures. */
const augmentation = {
  settings: {
    shift: 0.1,
    mirror: true,
    rotation: 10,
    zoom: 0.1,
    brightness: 0.1,
    contrast: 0.1,
    pcaColor: 0.1,
  },
  components: [[0.1]],
}

/** Batch normalisation, the mean of each map, and local response normalisation of many channels, which no small preset has. */
const normalized: ArchitectureSpec = {
  ...presets['lenet-modern'].spec,
  id: 'normalized',
  layers: [
    ...presets['lenet-modern'].spec.layers.slice(0, 1),
    { kind: 'batch-norm', id: 'bn', name: 'bn', momentum: 0.9, epsilon: 0.001, activation: 'relu' },
    conv('conv2', 96, 3),
    lrn('norm2'),
    { kind: 'global-average-pool', id: 'gap', name: 'gap' },
    presets['lenet-modern'].spec.layers.at(-1) as Layer,
  ],
}

type Case = [name: string, ArchitectureSpec, OptimizerSettings, own?: Partial<CompileOptions>]

const cases: Case[] = [
  ...presetIds.map(
    (id: PresetId): Case => [
      id,
      presets[id].spec,
      presets[id].training.optimizer,
      { inspects: id !== 'vgg-small' && id !== 'lenet-article' },
    ],
  ),
  ['lenet-modern, Nesterov', presets['lenet-modern'].spec, momentum],
  ['lenet-modern, Adam with decay', presets['lenet-modern'].spec, adam],
  ['lenet-modern, SGD', presets['lenet-modern'].spec, sgd],
  ['a dense layer that cores share', wideLenet, momentum],
  ['normalisation', normalized, adam, { inspects: true }],
  ['normalisation of a batch in one part', normalized, adam, { branches: 1 }],
  ['changed pictures', presets['lenet-modern'].spec, sgd, { augmentation }],
]

interface Call {
  readonly signature: SignatureName
  readonly inputs: Readonly<Record<string, Value>>
}

/** A few steps from the seed's weights, and what comes out then. */
async function calls(spec: ArchitectureSpec, inspects: boolean): Promise<Call[]> {
  const { height, width, channels } = spec.input
  const shape = { height, width, channels }
  const stored = await storePictures({ shape, classes: 10, train: images, validation: 0, test: 0, seed: 7 })
  const indices = Int32Array.from({ length: steps * batch }, (_, place) => (7 * place) % images)
  const size = height * width * channels
  const pictures = Int32Array.from({ length: 3 * size }, (_, place) => (31 * place) % 256)
  const threePictures = { shape: [3, height, width, channels], values: pictures }
  const looking: Call[] = [
    { signature: 'explain', inputs: { pictures: threePictures, classes: vector(Int32Array.of(0, 9, 4)) } },
    {
      signature: 'activations',
      inputs: { pictures: { shape: [1, height, width, channels], values: pictures.subarray(0, size) } },
    },
    { signature: 'kernels', inputs: {} },
  ]
  const words = Int32Array.from({ length: size }, (_, place) => (0x01234567 * (place + 1)) | 0)
  const seed = vector(Int32Array.of(5, 0))
  return [
    { signature: 'init', inputs: { seed } },
    {
      signature: 'load',
      inputs: {
        pictures: text(join(stored.folder, 'images.u8')),
        labels: text(join(stored.folder, 'labels.u16')),
      },
    },
    {
      signature: 'train',
      inputs: {
        indices: { shape: [steps, batch], values: indices },
        rates: vector(new Float32Array(steps).fill(0.001)),
        seed,
        first: { shape: [], values: Int32Array.of(0) },
      },
    },
    { signature: 'evaluate', inputs: { indices: vector(indices.subarray(0, 7)) } },
    { signature: 'predict', inputs: { pictures: threePictures } },
    ...(inspects ? looking : []),
    { signature: 'size', inputs: {} },
    {
      signature: 'diagnose',
      inputs: {
        indices: vector(indices.subarray(0, batch)),
        seed,
        step: { shape: [], values: Int32Array.of(4) },
      },
    },
    // Four pictures in place of those that were loaded, a word for every four bytes.
    { signature: 'feed', inputs: { words: vector(words), classes: vector(Int32Array.of(1, 8, 3, 0)) } },
    { signature: 'evaluate', inputs: { indices: vector(Int32Array.of(3, 1, 2)) } },
  ]
}

describe.skipIf(!python)('TensorFlow 2.9', () => {
  const ours: Outputs[][] = []
  let theirs: Outputs[][]

  beforeAll(async () => {
    const models: Model[] = []
    for (const [, spec, optimizer, own] of cases) {
      const program = compile(spec, { classes: 10, optimizer, clipNorm: 5, branches: 2, ...own })
      const list = await calls(spec, own?.inspects ?? false)
      const session = await openSession(program)
      ours.push(list.map(({ signature, inputs }) => session.run(signature, inputs)))
      session.close()
      const folder = await newFolder()
      await writeSavedModel(program, folder)
      models.push({ folder, calls: list.map(call => forNumpy(call, program)) })
    }
    theirs = runInPython(models, await newFolder())
  }, patience)

  it.each(cases.map(([name], place) => [name, place] as const))(
    'runs %s as the present TensorFlow does',
    (_name, place) => {
      const [here, there] = [ours[place] ?? [], theirs[place] ?? []]
      expect(there.map(printShapes)).toEqual(here.map(printShapes))
      for (const [call, outputs] of here.entries()) {
        for (const [name, { values }] of Object.entries(outputs)) {
          const others = Array.from(there[call]?.[name]?.values ?? [])
          const furthest = Array.from(values).reduce((most, value, index) => {
            const difference = Math.abs(value - (others[index] ?? Number.NaN)) / (1 + Math.abs(value))
            // What is no number stays so.
            return difference > most || Number.isNaN(difference) ? difference : most
          }, 0)
          expect({ call, name, far: !(furthest < 1e-4) }).toEqual({ call, name, far: false })
        }
      }
    },
  )
})

type Outputs = Readonly<
  Record<string, { shape: readonly number[]; values: ArrayLike<number> & Iterable<number> }>
>

const printShapes = (outputs: Outputs) =>
  Object.fromEntries(Object.entries(outputs).map(([name, { shape }]) => [name, shape]))

/** As run_signatures.py reads it. */
interface Model {
  readonly folder: string
  readonly calls: readonly { readonly signature: string; readonly inputs: object }[]
}

function forNumpy({ signature, inputs }: Call, { signatures }: Program): Model['calls'][number] {
  const given = Object.entries(inputs).map(([name, { shape, values }]) => {
    const dtype = signatures[signature]?.inputs[name]?.dtype
    return [
      name,
      typeof values === 'string'
        ? { dtype: 'object', shape, values }
        : { dtype, shape, values: Array.from(values) },
    ]
  })
  return { signature, inputs: Object.fromEntries(given) }
}

function runInPython(models: readonly Model[], folder: string): Outputs[][] {
  const request = join(folder, 'request.json')
  writeFileSync(request, JSON.stringify(models))
  const script = join(import.meta.dirname, 'tensorflow-2.9/run_signatures.py')
  const printed = execFileSync(python ?? '', [script, request], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', CUDA_VISIBLE_DEVICES: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return JSON.parse(printed)
}
