import type { Room } from '../../src-main/shared/contract/app.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import { app } from '../app-state.svelte.ts'
import { imports } from '../data/import-state.svelte.ts'
import { accuracyOf } from '../training/best-accuracy.ts'
import { training } from './training-activity.svelte.ts'

export interface Step {
  readonly room: Room
  readonly name: string
  /** Where it stands, in a few words. */
  readonly note: string
  readonly done: boolean
}

/** The rooms on the way from pictures to predictions, in order, and how far each one is. */
export function steps(messages: Messages): readonly Step[] {
  const { notes } = messages.app
  const { dataset, spec, run, preferences } = app
  return [
    {
      room: 'data',
      name: messages.app.data,
      note: imports.running
        ? messages.data.importing[imports.progress.phase]
        : dataset
          ? notes.data({ images: dataset.images, classes: dataset.classes.length })
          : notes.noData,
      done: dataset !== null,
    },
    {
      room: 'network',
      name: messages.app.network,
      note: spec.name,
      done: run !== null || preferences.place.spec !== null,
    },
    { room: 'train', name: messages.app.train, note: trainNote(messages), done: run?.usable ?? false },
    { room: 'predict', name: messages.app.predict, note: notes.predict, done: false },
  ]
}

function trainNote({ app: { notes } }: Messages): string {
  switch (training.phase) {
    case 'starting':
      return notes.starting
    case 'running':
    case 'stopping':
      return notes.running(training)
    case 'paused':
      return notes.paused(training)
    case 'ended':
      return app.run?.best ? notes.trained(accuracyOf(app.run.best)) : notes.train
  }
}
