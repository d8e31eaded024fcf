import type { TrainingEvent } from './contract/training.ts'

/** A run that goes on from its checkpoint takes the steps after it again: without what was told of those the first time. */
export function withoutUndone<Event extends TrainingEvent>(events: readonly Event[]): Event[] {
  let kept: Event[] = []
  for (const event of events) {
    if (event.type === 'started') kept = kept.filter(earlier => !isUndone(earlier, event))
    kept.push(event)
  }
  return kept
}

type Started = Extract<TrainingEvent, { type: 'started' }>

function isUndone(event: TrainingEvent, { epoch = 0, epochsTold = epoch }: Started): boolean {
  if (event.type === 'epoch') return event.epoch > epochsTold
  if (event.type === 'checkpoint') return event.file === 'best' && event.epoch > epochsTold
  return event.type === 'step' && event.epoch > epoch
}
