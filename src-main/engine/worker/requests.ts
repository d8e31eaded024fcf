import { branchesFor } from '../../shared/branches.ts'
import type {
  CompiledModel,
  EngineInfo,
  EngineRequestName,
  EngineRequests,
} from '../../shared/contract/engine.ts'
import type { TrainingEvent } from '../../shared/contract/training.ts'
import { writeProblem } from '../../shared/file-errors.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { bench } from './bench/bench.ts'
import { placementOn } from './devices.ts'
import { evaluate } from './evaluate.ts'
import { fitNetwork } from './fit.ts'
import { createFreeMemory } from './free-memory.ts'
import { compile } from './graph/compile.ts'
import type { Tensor } from './graph/ir.ts'
import { place } from './graph/passes/place.ts'
import type { Signature } from './graph/signature.ts'
import { writeSavedModel } from './graph/to-saved-model.ts'
import { activations, explain } from './inspect.ts'
import { measure } from './measure.ts'
import { createPredictor } from './predict.ts'
import { selfTest } from './self-test.ts'
import { createTrainingControl, type TrainingControl } from './training-control.ts'

export type RequestHandlers = {
  readonly [Name in EngineRequestName]: (
    params: EngineRequests[Name]['params'],
  ) => Promise<Result<EngineRequests[Name]['result']>>
}

/** What the worker does for each request, once TensorFlow is loaded. */
export function createHandlers(info: EngineInfo, emit: (event: TrainingEvent) => void): RequestHandlers {
  const branches = (pictures: number) => branchesFor(info, pictures)
  const device = info.devices[0]?.name ?? ''
  const freeMemory = createFreeMemory(info)
  const predictor = createPredictor(branches(Number.POSITIVE_INFINITY))
  let control: TrainingControl | undefined

  return {
    hello: async () => success(info),

    train: async params => {
      if (control) return failure('training.busy', {})
      control = createTrainingControl()
      try {
        const running = { branches: branches(params.settings.batchSize), device, threads: info.threads }
        return success(await fitNetwork(params, { ...running, control, emit }))
      } finally {
        control = undefined
      }
    },

    pause: () => command(running => running.pause()),
    continue: () => command(running => running.resume()),
    stop: () => command(running => running.stop()),

    evaluate: params => ahead(() => evaluate(params, branches(Number.POSITIVE_INFINITY))),
    predict: params => ahead(() => predictor.predict(params)),
    explain: params => ahead(() => explain(params)),
    activations: params => ahead(() => activations(params)),

    bench: async params => success(await bench(params, branches(params.batchSize))),

    measure: async params => success(await measure(params, branches(params.settings.batchSize))),
    'free-memory': async () => success({ bytes: await freeMemory() }),
    'self-test': async () => success(await selfTest()),

    compile: async ({ spec, classes, settings, folder }) => {
      const { optimizer, clipNorm, precision, batchSize, device } = settings
      const program = compile(spec, {
        classes,
        optimizer,
        clipNorm,
        precision,
        branches: branches(batchSize),
        inspects: true,
      })
      const placement = placementOn(device)
      if (placement) place(program.graph, placement)
      try {
        await writeSavedModel(program, folder)
      } catch (error) {
        return { ok: false, problem: writeProblem(error, folder) }
      }
      return success({
        nodes: program.graph.nodes.length,
        signatures: Object.fromEntries(
          Object.entries(program.signatures).map(([name, signature]) => [name, describeSignature(signature)]),
        ),
      })
    },
  }

  /** Training waits for what a person waits for. */
  function ahead<T>(work: () => Promise<T>): Promise<T> {
    return control ? control.first(work) : work()
  }

  async function command(act: (running: TrainingControl) => void): Promise<Result<null>> {
    if (!control) return failure('training.none', {})
    act(control)
    return success(null)
  }
}

const describeSignature = ({ inputs, outputs }: Signature): CompiledModel['signatures'][string] => ({
  inputs: Object.entries(inputs).map(describeTensor),
  outputs: Object.entries(outputs).map(describeTensor),
})

const describeTensor = ([name, { dtype, shape }]: [string, Tensor]) => ({
  name,
  dtype,
  shape: shape.map(length => (typeof length === 'number' ? length : -1)),
})
