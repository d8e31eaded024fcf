import { saysOutOfMemory } from '../../shared/memory-errors.ts'
import { problem } from '../../shared/result.ts'
import { EngineError } from './engine-error.ts'
import type { Program, SignatureName } from './graph/compile.ts'
import { writeSavedModel } from './graph/to-saved-model.ts'
import { inTemporaryFolder } from './temporary-folders.ts'
import { loadTensorFlow, type TensorFlow } from './tensorflow.ts'

type Values = Float32Array | Int32Array | Uint8Array | string
export interface Value {
  readonly shape: readonly number[]
  readonly values: Values
}
type Loaded = Awaited<ReturnType<(typeof TensorFlow)['node']['loadSavedModel']>>
type Fetched = Readonly<Record<string, Value & { readonly values: Float32Array | Int32Array }>>

/** A program loaded into TensorFlow: one session, whose variables all signatures share. */
export interface Session {
  /** Runs one signature to its end and copies out what it gives; blocks the event loop meanwhile. */
  readonly run: (signature: SignatureName, inputs: Readonly<Record<string, Value>>) => Fetched
  /** Frees the variables. */
  readonly close: () => void
}

export async function openSession(program: Pick<Program, 'graph' | 'signatures'>): Promise<Session> {
  const tf = loadTensorFlow()
  const models = new Map<string, Loaded>()
  const close = () => {
    for (const model of models.values()) model.dispose()
    models.clear()
  }
  await inTemporaryFolder('model', async folder => {
    await writeSavedModel(program, folder)
    try {
      for (const name of Object.keys(program.signatures)) {
        models.set(name, await tf.node.loadSavedModel(folder, ['serve'], name))
      }
    } catch (error) {
      close()
      throw refused(error)
    }
  })
  return {
    run: (signature, inputs) => {
      const model = models.get(signature)
      if (!model) throw new Error(`the program has no signature ${signature}`)
      return run(tf, model, inputs)
    },
    close,
  }
}

function run(tf: typeof TensorFlow, model: Loaded, inputs: Readonly<Record<string, Value>>): Fetched {
  const fed = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, toTensor(tf, value)] as const),
  )
  try {
    const outputs = predict(model, fed)
    return Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => {
        const values = tensor.dataSync() as Float32Array | Int32Array
        tensor.dispose()
        return [name, { shape: tensor.shape, values }]
      }),
    )
  } finally {
    for (const tensor of Object.values(fed)) tensor.dispose()
  }
}

function predict(model: Loaded, fed: TensorFlow.NamedTensorMap): TensorFlow.NamedTensorMap {
  try {
    return model.predict(fed) as TensorFlow.NamedTensorMap
  } catch (error) {
    throw refused(error)
  }
}

function refused(error: unknown): EngineError {
  const message = error instanceof Error ? error.message : String(error)
  const reason = message.replace('Session fail to run with error: ', '')
  const code = saysOutOfMemory(message) ? 'engine.out-of-memory' : 'engine.failed'
  return new EngineError(problem(code, { reason }), error)
}

function toTensor(tf: typeof TensorFlow, { shape, values }: Value): TensorFlow.Tensor {
  if (typeof values === 'string') return tf.scalar(values, 'string')
  return tf.tensor(values, [...shape], values instanceof Float32Array ? 'float32' : 'int32')
}

export const text = (values: string): Value => ({ shape: [], values })
export const vector = (values: Float32Array | Int32Array): Value => ({ shape: [values.length], values })
