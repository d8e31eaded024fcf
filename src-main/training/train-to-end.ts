import type { Engine } from '../engine/engine-service.ts'
import type { EngineRequests } from '../shared/contract/engine.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import type { TrainingEvent } from '../shared/contract/training.ts'
import { failure, type Problem, problem, type Result, success } from '../shared/result.ts'
import type { ActiveRun } from './active-run.ts'
import { changedRecord, reached } from './continued-run.ts'
import { type Attempt, type Recovery, recoveryFrom } from './recovery.ts'

type End = Extract<TrainingEvent, { type: 'end' }>

interface Parts {
  readonly engine: Engine
  readonly run: ActiveRun
  readonly dataset: EngineRequests['train']['params']['dataset']
  /** The run's folder. */
  readonly folder: string
  /** Keeps a record whose settings have changed. */
  readonly update: (record: RunRecord) => Promise<void>
}

/** From the last checkpoint; and as if the loss had just been lowest, until another checkpoint knows that. */
export interface Continuation {
  readonly resume: boolean
  readonly patienceAnew: boolean
}

/** Trains a run in a worker, and where that one is lost or runs out of memory goes on from the last checkpoint in another. Answers how it ended. */
export async function trainToEnd(
  parts: Parts,
  first: RunRecord,
  { resume, patienceAnew }: Continuation,
): Promise<Result<End>> {
  const { engine, run } = parts
  let record = first
  let goesOn = resume
  let isPatienceAnew = patienceAnew
  let isRetry = false
  while (!run.isStopping) {
    run.beginAttempt()
    const answer = await train(parts, record, { resume: goesOn, patienceAnew: isPatienceAnew })
    if (run.attempt.hasSaved) isPatienceAnew = false
    const found = answer.ok ? answer.value.problem : answer.problem
    const { settings } = record
    const attempt: Attempt = { batchSize: settings.batchSize, ...run.attempt, isRetry }
    const next: Recovery | undefined = found && !run.isStopping ? recoveryFrom(found, attempt) : undefined
    if (!found || !next) return answer
    goesOn = true
    if (next.kind === 'halve') {
      const { batchSize } = next
      record = changedRecord(
        record,
        { ...settings, batchSize },
        { untilEpoch: reached(run.events), because: 'memory' },
      )
      run.announce(epoch =>
        problem('training.batch-halved', { from: settings.batchSize, to: batchSize, epoch }),
      )
      await parts.update(record)
      // What is left of the memory of a worker that still lives is in pieces.
      if (answer.ok) engine.restart()
    } else {
      run.announce(epoch => problem('training.engine-replaced', { reason: reasonOf(found), epoch }))
    }
    isRetry = next.kind === 'again'
  }
  return success(run.ending('stopped'))
}

async function train(
  { engine, run, dataset, folder }: Parts,
  { spec, classNames, settings, earlierSettings = [] }: RunRecord,
  { resume, patienceAnew }: Continuation,
): Promise<Result<End>> {
  const isPaused = run.phase === 'paused'
  const answer = engine.request('train', {
    run: { folder, spec, classNames },
    dataset,
    settings,
    resume,
    ...(patienceAnew && { patienceAnew }),
    earlierBatchSizes: earlierSettings.map(earlier => earlier.settings.batchSize),
  })
  // A person who paused the run still wants that of it in another worker.
  if (isPaused) void engine.request('pause', null)
  // A bug in the worker ends the run as anything else does, with what it has said in the record.
  return answer.catch((error: unknown) => failure('engine.failed', { reason: String(error) }))
}

const reasonOf = ({ params }: Problem) => ('reason' in params ? params.reason : '')
