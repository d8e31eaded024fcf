import { findNetwork } from '../../network/find-network.ts'
import type { NumberedEvent, TrainingEvent } from '../../shared/contract/training.ts'
import type { Messages } from '../../shared/messages/messages.ts'
import { defaultTraining } from '../../shared/training-defaults.ts'
import type { OptimizerSettings } from '../../shared/training-settings.ts'
import { choiceOption, numberOption, UsageError } from '../parse-values.ts'
import type { Values, Verb } from '../verb.ts'

export const train: Verb = {
  usage:
    'train --data DATASET --network PRESET|spec.json [--epochs 10] [--batch 128] [--optimizer sgd|momentum|adam] [--lr 0.001] [--momentum 0.9] [--seed 42]',
  options: {
    data: { type: 'string' },
    network: { type: 'string' },
    epochs: { type: 'string' },
    batch: { type: 'string' },
    optimizer: { type: 'string' },
    lr: { type: 'string' },
    momentum: { type: 'string' },
    seed: { type: 'string' },
  },
  positionals: [0, 0],
  endsItself: true,
  async run({ output, messages, services, interrupted }, values) {
    const datasetId = required(values, 'data')
    const network = await findNetwork(required(values, 'network'))
    if (!network.ok) return output.fail(network.problem)
    const dataset = await services.datasets.get(datasetId)
    if (!dataset.ok) return output.fail(dataset.problem)
    const defaults = defaultTraining(network.value.spec, dataset.value.split.train)
    const settings = {
      epochs: numberOption('epochs', values['epochs'], defaults.epochs, {
        least: 1,
        most: 100_000,
        whole: true,
      }),
      batchSize: numberOption('batch', values['batch'], defaults.batchSize, {
        least: 1,
        most: 65_536,
        whole: true,
      }),
      optimizer: optimizer(values, defaults.optimizer),
      seed: numberOption('seed', values['seed'], defaults.seed, { least: 0, most: 2 ** 31 - 1, whole: true }),
    }

    const { training } = services
    // What comes before the run's first line is kept, so that the line is the first.
    let ready = false
    const early: NumberedEvent[] = []
    const ended = new Promise<Extract<TrainingEvent, { type: 'end' }>>(resolve => {
      training.onEvent((_run, _phase, event) => {
        if (ready) show(event)
        else early.push(event)
        if (event.type === 'end') resolve(event)
      })
    })
    const show = (event: NumberedEvent) => {
      if (event.type === 'step') output.progress(stepLine(messages, event))
      output.data(event, event.type === 'epoch' ? epochLine(messages, event) : undefined)
    }
    const started = await training.start({ spec: network.value.spec, datasetId, settings })
    if (!started.ok) return output.fail(started.problem)
    output.data({ type: 'run', run: started.value.runId }, started.value.runId)
    ready = true
    early.forEach(show)
    if (interrupted.aborted) void training.stop()
    interrupted.addEventListener('abort', () => void training.stop(), { once: true })

    const end = await ended
    await training.ended()
    if (interrupted.aborted) return 130
    return end.problem ? output.fail(end.problem) : 0
  },
}

function required(values: Values, name: string): string {
  const value = values[name]
  if (value === undefined) throw new UsageError(cli => cli.missingOption({ name }))
  return value
}

function optimizer(values: Values, defaults: OptimizerSettings): OptimizerSettings {
  const kind = choiceOption('optimizer', values['optimizer'], ['sgd', 'momentum', 'adam'], defaults.kind)
  const usual = kind === defaults.kind ? defaults.learningRate : kind === 'adam' ? 0.001 : 0.01
  const learningRate = numberOption('lr', values['lr'], usual, { least: 1e-12, most: 1000 })
  if (kind !== 'momentum') {
    if (values['momentum'] !== undefined) throw new UsageError(cli => cli.momentumAlone)
    return { kind, learningRate }
  }
  return {
    kind,
    learningRate,
    momentum: numberOption('momentum', values['momentum'], 0.9, { least: 0, most: 0.9999 }),
  }
}

const stepLine = (messages: Messages, event: Extract<TrainingEvent, { type: 'step' }>) =>
  [
    messages.cli.step({ epoch: event.epoch, loss: event.loss, imagesPerSecond: event.imagesPerSecond }),
    ...(event.secondsLeft === null ? [] : [messages.app.remaining({ seconds: event.secondsLeft })]),
  ].join(' · ')

const epochLine = (messages: Messages, event: Extract<TrainingEvent, { type: 'epoch' }>) =>
  messages.cli.epoch(event)
