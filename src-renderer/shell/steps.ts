import type { Room } from '../../src-main/shared/contract/app.ts'
import { classesInUse } from '../../src-main/shared/contract/data.ts'
import type { RunSummary } from '../../src-main/shared/contract/runs.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import { app } from '../app-state.svelte.ts'
import { imports } from '../data/import-state.svelte.ts'
import { networkName } from '../network/network-name.ts'
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
  const { dataset, spec, preferences } = app
  const run = runOfDataset()
  return [
    {
      room: 'data',
      name: messages.app.data,
      note: imports.running
        ? messages.data.importing[imports.progress.phase]
        : dataset
          ? notes.data({ images: dataset.images - dataset.excluded, classes: classesInUse(dataset).length })
          : notes.noData,
      done: dataset !== null,
    },
    {
      room: 'network',
      name: messages.app.network,
      note: networkName(messages, spec),
      done: run !== null || preferences.place.spec !== null,
    },
    {
      room: 'train',
      name: messages.app.train,
      note: trainNote(messages, run),
      done: !training.live && (run?.usable ?? false),
    },
    { room: 'predict', name: messages.app.predict, note: notes.predict, done: false },
  ]
}

/** The run in use, else the newest, of those that learnt from the data set in use. */
function runOfDataset(): RunSummary | null {
  const { dataset, runs, run } = app
  const own = runs.filter(({ record }) => record.dataset.fingerprint === dataset?.fingerprint)
  return own.find(({ record }) => record.id === run?.record.id) ?? own[0] ?? null
}

function trainNote({ app: { notes } }: Messages, run: RunSummary | null): string {
  switch (training.phase) {
    case 'starting':
      return notes.starting
    case 'running':
    case 'stopping':
      return notes.running(training)
    case 'paused':
      return notes.paused(training)
    case 'ended':
      return run?.best ? notes.trained(accuracyOf(run.best)) : notes.train
  }
}
