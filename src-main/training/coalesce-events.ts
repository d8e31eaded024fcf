import type { NumberedEvent, TrainingEvents } from '../shared/contract/training.ts'
import type { TrainingListener } from './training-service.ts'

type Batch = TrainingEvents['training:events']

/** Gathers events for `milliseconds` and hands them on as one batch, so that the window draws about ten times a second. */
export function coalesceEvents(send: (batch: Batch) => void, milliseconds = 100): TrainingListener {
  let pending: NumberedEvent[] = []
  return (runId, phase, event) => {
    pending.push(event)
    if (event.type === 'step' && pending.length > 1) return
    setTimeout(
      () => {
        if (pending.length === 0) return
        const events = pending
        pending = []
        send({ runId, phase, events })
      },
      event.type === 'step' ? milliseconds : 0,
    )
  }
}
