import type { TrainingEvent } from './contract/training.ts'

/** A run that goes on from its checkpoint takes the steps after it again: without what was told of those the first time. */
export function withoutUndone<Event extends TrainingEvent>(events: readonly Event[]): Event[] {
  let kept: Event[] = []
  for (const event of events) {
    if (event.type === 'started') kept = kept.filter(earlier => !isBeyond(earlier, event.epoch ?? 0))
    kept.push(event)
  }
  return kept
}

const isBeyond = (event: TrainingEvent, epoch: number): boolean =>
  (event.type === 'step' || event.type === 'epoch') && event.epoch > epoch
