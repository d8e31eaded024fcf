import type { TrainingEvent } from './contract/training.ts'

type Of<Type extends TrainingEvent['type']> = Extract<TrainingEvent, { type: Type }>

/** The epoch whose weights are on disk as `best`: to be better than those before is not enough, the disk must have taken them. */
export function keptEpoch(events: readonly TrainingEvent[]): Of<'epoch'> | undefined {
  const written = events.findLast(
    (event): event is Of<'checkpoint'> => event.type === 'checkpoint' && event.file === 'best',
  )
  return events.findLast(
    (event): event is Of<'epoch'> => event.type === 'epoch' && event.epoch === written?.epoch,
  )
}
