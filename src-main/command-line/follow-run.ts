import type { NumberedEvent, TrainingEvent } from '../shared/contract/training.ts'
import { type Messages, sayProblem } from '../shared/messages/messages.ts'
import type { Result } from '../shared/result.ts'
import type { Context } from './verb.ts'

/** Begins a run, tells it as it goes on and saves it on Ctrl-C; answers the exit code. */
export async function followRun(
  { output, messages, services, interrupted }: Context,
  begin: () => Promise<Result<{ runId: string }>>,
): Promise<number> {
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
    if (event.type === 'warning') output.message(sayProblem(messages, event.problem))
    output.data(event, event.type === 'epoch' ? messages.cli.epoch(event) : undefined)
  }
  const begun = await begin()
  if (!begun.ok) return output.fail(begun.problem)
  output.data({ type: 'run', run: begun.value.runId }, begun.value.runId)
  ready = true
  early.forEach(show)
  if (interrupted.aborted) void training.stop()
  interrupted.addEventListener('abort', () => void training.stop(), { once: true })

  const end = await ended
  await training.ended()
  if (end.problem) return output.fail(end.problem)
  return interrupted.aborted ? 130 : 0
}

const stepLine = (messages: Messages, event: Extract<TrainingEvent, { type: 'step' }>) =>
  [
    messages.cli.step({ epoch: event.epoch, loss: event.loss, imagesPerSecond: event.imagesPerSecond }),
    ...(event.secondsLeft === null ? [] : [messages.app.remaining({ seconds: event.secondsLeft })]),
  ].join(' · ')
