import type { TrainingEvents } from '../shared/contract/training.ts'
import type { TrainingListener } from './training-service.ts'

type Batch = TrainingEvents['training:events']

/**
 * Gathers steps for `milliseconds` and hands them on as one batch, so that the window draws about ten times a second;
 * anything else is handed on at once, with what was gathered before it.
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
    if (event.type !== 'step') flush()
    else timer ??= setTimeout(flush, milliseconds)
  }
}
