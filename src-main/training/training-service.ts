import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import type { RunLog } from '../runs/run-log.ts'
import type { RunStore } from '../runs/run-store.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import type { DatasetSummary } from '../shared/contract/data.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import type { NumberedEvent, TrainingEvent, TrainingSnapshot } from '../shared/contract/training.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'
import { ActiveRun } from './active-run.ts'
import { fittingSpec, newRunRecord } from './new-run.ts'

export interface TrainingRequest {
  readonly spec: ArchitectureSpec
  readonly datasetId: string
  readonly settings: TrainingSettings
}

export type TrainingListener = (runId: string, phase: TrainingSnapshot['phase'], event: NumberedEvent) => void

export type Training = ReturnType<typeof createTraining>

/** Starts runs, one at a time, numbers what the engine reports, and keeps it with the run before anybody sees it. */
export function createTraining(parts: {
  engine: Engine
  runs: RunStore
  datasets: Datasets
  versions: Record<string, string>
}) {
  const { engine, runs, datasets } = parts
  const listeners = new Set<TrainingListener>()
  let active: ActiveRun | undefined
  let ended: Promise<void> = Promise.resolve()
  let starting = false

  engine.onTrainingEvent(event => active && record(active, event))

  return {
    activeRun: () => (active?.hasEnded === false ? active.id : undefined),
    usesDataset: (id: string) => active?.hasEnded === false && active.datasetId === id,

    onEvent(listener: TrainingListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** Answers as soon as the run is recorded; what follows comes as events, the last of type `end`. */
    async start(request: TrainingRequest): Promise<Result<{ runId: string }>> {
      if (starting || active?.hasEnded === false) return failure('training.busy', {})
      starting = true
      try {
        return await begin(request)
      } finally {
        starting = false
      }
    },

    async pause(): Promise<Result<null>> {
      return active?.phase === 'running' ? engine.request('pause', null) : failure('training.none', {})
    },

    async resume(): Promise<Result<null>> {
      return active?.phase === 'paused' ? engine.request('continue', null) : failure('training.none', {})
    },

    /** Ends after the present call of the graph and answers when the run is saved. */
    async stop(): Promise<Result<null>> {
      if (!active || active.hasEnded) return failure('training.none', {})
      active.phase = 'stopping'
      const stopped = await engine.request('stop', null)
      if (stopped.ok) await ended
      return stopped
    },

    /** Resolves when the run that is going on has ended and is saved. */
    ended: () => ended,

    /** The run asked for, or with null the one that is going on. */
    async snapshot(runId: string | null): Promise<TrainingSnapshot | null> {
      if (active && (runId === null || runId === active.id)) {
        return { runId: active.id, phase: active.phase, events: active.events }
      }
      if (runId === null || !(await runs.get(runId)).ok) return null
      return { runId, phase: 'ended', events: await runs.events(runId) }
    },
  }

  async function begin(request: TrainingRequest): Promise<Result<{ runId: string }>> {
    const dataset = await datasets.get(request.datasetId)
    if (!dataset.ok) return dataset
    const spec = fittingSpec(request.spec, dataset.value)
    if (!spec.ok) return spec
    const hello = await engine.request('hello', null)
    if (!hello.ok) return hello
    const newRecord = newRunRecord({
      spec: spec.value,
      dataset: dataset.value,
      settings: request.settings,
      engine: hello.value,
      versions: parts.versions,
      taken: await runs.names(),
    })
    let log: RunLog
    try {
      await runs.create(newRecord)
      await runs.claim(newRecord.id)
      log = await runs.openLog(newRecord.id)
    } catch (error) {
      await runs.remove(newRecord.id)
      return { ok: false, problem: writeProblem(error, runs.folder(newRecord.id)) }
    }
    active = new ActiveRun(newRecord.id, dataset.value.id, log)
    ended = finish(active, log, newRecord, dataset.value)
    return success({ runId: newRecord.id })
  }

  async function finish(run: ActiveRun, log: RunLog, runRecord: RunRecord, dataset: DatasetSummary) {
    const answer = await engine
      .request('train', {
        run: { folder: runs.folder(run.id), spec: runRecord.spec, classNames: runRecord.classNames },
        dataset: { folder: datasets.folder(dataset.id), images: dataset.images },
        settings: runRecord.settings,
        resume: false,
      })
      // A bug in the worker ends the run as anything else does, with what it has said in the record.
      .catch((error: unknown) => failure('engine.failed', { reason: String(error) }))
    // The worker tells of its own ends as events; of those it cannot tell, this is the record.
    if (!run.hasEnded) record(run, answer.ok ? answer.value : run.lostTo(answer.problem))
    // A full disk must not undo the training: the curves stay in memory, and the checkpoint is said apart.
    await log.close().catch(() => undefined)
    await runs.release(run.id).catch(() => undefined)
  }

  function record(run: ActiveRun, event: TrainingEvent): void {
    if (run.hasEnded) return
    const numbered = run.record(event)
    for (const listener of listeners) listener(run.id, run.phase, numbered)
  }
}
