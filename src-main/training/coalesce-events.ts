import type { NumberedEvent, TrainingEvents } from '../shared/contract/training.ts'
import type { TrainingListener } from './training-service.ts'

type Batch = TrainingEvents['training:events']

/** What a person waits for; a run on a few pictures has a hundred epochs a second, and they can wait. */
const urgent: readonly NumberedEvent['type'][] = ['started', 'paused', 'resumed', 'end']

/**
 * Gathers events for `milliseconds` and hands them on as one batch, so that the window draws about ten times a second;
 * what is urgent is handed on at once, with what was gathered before it.
 */
export function coalesceEvents(send: (batch: Batch) => void, milliseconds = 100): TrainingListener {
  let pending: Batch | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (pending) send(pending)
    pending = undefined
  }

  return (runId, phase, event) => {
    const earlier = pending?.runId === runId ? pending.events : []
    pending = { runId, phase, events: [...earlier, event] }
    if (urgent.includes(event.type)) flush()
    else timer ??= setTimeout(flush, milliseconds)
  }
}
