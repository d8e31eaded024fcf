import { picturesPerCall } from '../../shared/architecture/pictures-per-call.ts'
import type { ArchitectureSpec } from '../../shared/architecture/spec.ts'
import type { OptimizerSettings, Precision } from '../../shared/training-settings.ts'
import { expectCopied } from './feed/words.ts'
import type { AugmentOptions } from './graph/augment/context.ts'
import { compile } from './graph/compile.ts'
import { type Placement, place } from './graph/passes/place.ts'
import type { VariableSpec } from './graph/variables.ts'
import type { StepResults } from './progress.ts'
import type { StoredTensor } from './safetensors.ts'
import { openSession, type Session, text, type Value, vector } from './session.ts'
import type { OpenedDataset } from './stored-dataset.ts'

/** What a call of `train` is fed. */
export interface StepInputs {
  /** Pictures, steps x batch, row by row. */
  readonly indices: Int32Array
  /** Learning rate of each step. */
  readonly rates: Float32Array
  /** The run's, and the first step's number in the run, from 0: what random numbers follow from. */
  readonly seed: number
  readonly first: number
}

interface EvaluateResults {
  /** Sum over the pictures, in nats. */
  readonly loss: number
  readonly correct: number
  readonly top5: number
  /** Class of each picture. */
  readonly predicted: Int32Array
}

/** A compiled network in TensorFlow, with what can be done with it; each call blocks the event loop until it is done. */
export interface Model {
  /** Weights first, then what the optimizer keeps. */
  readonly variables: readonly VariableSpec[]
  /** Pictures that one call of `evaluate` or `predict` may take, so that its memory stays bounded. */
  readonly picturesPerCall: number
  readonly init: (seed: number) => void
  /** Reads a data set whole; the indices of its pictures are what `train` and `evaluate` take. */
  readonly load: (dataset: Pick<OpenedDataset, 'picturesFile' | 'labelsFile'>) => void
  /** Takes pictures in place of those before: their bytes, in room made by `roomForWords`; their places here are what `train` and `evaluate` take. */
  readonly feed: (words: Int32Array, classes: Int32Array) => void
  /** Runs as many steps as there are rates. */
  readonly train: (steps: StepInputs) => StepResults
  /** Name of the first layer whose values are not finite in a step, before its update; undefined: all are. */
  readonly diagnose: (step: Omit<StepInputs, 'rates'>) => string | undefined
  readonly evaluate: (indices: Int32Array) => EvaluateResults
  /** `pictures`: count x height x width x channels; answers count x classes. */
  readonly predict: (pictures: Uint8Array, count: number) => Float32Array
  /** Of a model that inspects. `classes`: one a picture; `heat`: count x height x width (graph/explain.ts). */
  readonly explain: (
    pictures: Uint8Array,
    classes: Int32Array,
  ) => { readonly heat: Float32Array; readonly probabilities: Float32Array }
  /** Of a model that inspects: what each layer puts out for one picture, by the layer's id, as [h, w, c] or [units]. */
  readonly activations: (picture: Uint8Array) => ReadonlyMap<string, StoredTensor>
  /** Of a model that inspects: its convolutions' kernels [kh, kw, in, out] and biases, named as in a checkpoint. */
  readonly kernels: () => ReadonlyMap<string, StoredTensor>
  /** Whether every weight is a finite number; only of a model that trains. */
  readonly isSound: () => boolean
  readonly read: () => Map<string, StoredTensor>
  /** Sets every variable; all must be there. */
  readonly write: (tensors: ReadonlyMap<string, StoredTensor>) => void
  readonly close: () => void
}

export interface ModelOptions {
  readonly spec: ArchitectureSpec
  readonly classes: number
  /** Absent: only predicts and evaluates. */
  readonly optimizer?: OptimizerSettings
  readonly clipNorm?: number | undefined
  readonly augmentation?: AugmentOptions | undefined
  /** What training computes in; absent: float32. */
  readonly precision?: Precision | undefined
  readonly branches: number
  /** It also explains and shows what its layers put out. */
  readonly inspects?: boolean
  /** Absent: TensorFlow's own. */
  readonly placement?: Placement | undefined
}

export async function openModel(options: ModelOptions): Promise<Model> {
  const program = compile(options.spec, options)
  if (options.placement) place(program.graph, options.placement)
  const session = await openSession(program)
  const { height, width, channels } = options.spec.input
  const pictureBatch = (pictures: Uint8Array, count: number): Value => ({
    shape: [count, height, width, channels],
    // TensorFlow.js has no uint8: it is fed int32 and narrows on the way in.
    values: Int32Array.from(pictures),
  })
  return {
    variables: program.variables,
    picturesPerCall: picturesPerCall(options.spec, options.classes),
    init: seed => void session.run('init', { seed: vector(seedWords(seed)) }),
    load: ({ picturesFile, labelsFile }) =>
      void session.run('load', { pictures: text(picturesFile), labels: text(labelsFile) }),
    feed: (words, classes) => {
      expectCopied(words)
      session.run('feed', { words: vector(words), classes: vector(classes) })
    },
    train: ({ indices, rates, seed, first }) => {
      const shape = [rates.length, indices.length / rates.length]
      const results = session.run('train', {
        indices: { shape, values: indices },
        rates: vector(rates),
        seed: vector(seedWords(seed)),
        first: { shape: [], values: Int32Array.of(first) },
      })
      return { losses: floats(results, 'losses'), correct: floats(results, 'correct') }
    },
    diagnose: ({ indices, seed, first }) => {
      const spoilt = session.run('diagnose', {
        indices: vector(indices),
        seed: vector(seedWords(seed)),
        step: { shape: [], values: Int32Array.of(first) },
      })
      return options.spec.layers.find(({ id }) => spoilt[id]?.values.some(parts => parts > 0))?.name
    },
    evaluate: indices => {
      const results = session.run('evaluate', { indices: vector(indices) })
      return {
        loss: floats(results, 'loss')[0] ?? 0,
        correct: floats(results, 'correct')[0] ?? 0,
        top5: floats(results, 'top5')[0] ?? 0,
        predicted: Int32Array.from(fetched(results, 'predicted').values),
      }
    },
    predict: (pictures, count) =>
      floats(session.run('predict', { pictures: pictureBatch(pictures, count) }), 'probabilities'),
    explain: (pictures, classes) => {
      const fed = { pictures: pictureBatch(pictures, classes.length), classes: vector(classes) }
      const results = session.run('explain', fed)
      return { heat: floats(results, 'heat'), probabilities: floats(results, 'probabilities') }
    },
    activations: picture => {
      const results = session.run('activations', { pictures: pictureBatch(picture, 1) })
      const entries = Object.entries(results).map(([id, { shape }]) => {
        return [id, { shape: shape.slice(1), values: floats(results, id) }] as const
      })
      return new Map(entries)
    },
    kernels: () => {
      const results = session.run('kernels', {})
      const entries = Object.entries(results).map(([name, { shape }]) => {
        return [name, { shape, values: floats(results, name) }] as const
      })
      return new Map(entries)
    },
    isSound: () => Number.isFinite(floats(session.run('size', {}), 'size')[0]),
    read: () => {
      const results = session.run('read', {})
      const entries = program.variables.map(({ name, shape }) => {
        return [name, { shape, values: floats(results, name) }] as const
      })
      return new Map<string, StoredTensor>(entries)
    },
    write: tensors => {
      const values = program.variables.map(({ name }) => {
        const tensor = tensors.get(name)
        if (!tensor) throw new Error(`${name} is missing`)
        return [name, tensor] as const
      })
      session.run('write', Object.fromEntries(values))
    },
    close: session.close,
  }
}

/** A seed of up to 53 bits as the two words that stateless random operators take. */
const seedWords = (seed: number) => Int32Array.of(seed | 0, Math.floor(seed / 2 ** 32) | 0)

type Results = ReturnType<Session['run']>

function fetched(results: Results, name: string): Results[string] {
  const value = results[name]
  if (!value) throw new Error(`${name} was not fetched`)
  return value
}

function floats(results: Results, name: string): Float32Array {
  const { values } = fetched(results, name)
  if (values instanceof Float32Array) return values
  throw new Error(`${name} is not float32`)
}
