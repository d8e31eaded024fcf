import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import type { RunLog } from '../runs/run-log.ts'
import type { RunStore } from '../runs/run-store.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import type { DatasetSummary } from '../shared/contract/data.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import type { NumberedEvent, TrainingSnapshot } from '../shared/contract/training.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'
import { ActiveRun } from './active-run.ts'
import { continuedRecord, dataOf, endedEarly } from './continued-run.ts'
import { checkMemory, tooLarge } from './memory-check.ts'
import { fittingSpec, newRunRecord } from './new-run.ts'
import { withoutBfloat16 } from './precision-check.ts'
import { type Continuation, trainToEnd } from './train-to-end.ts'

export interface TrainingRequest {
  readonly spec: ArchitectureSpec
  readonly datasetId: string
  readonly settings: TrainingSettings
}

interface ContinueRequest {
  readonly runId: string
  readonly epochs: number | null
}

export type TrainingListener = (runId: string, phase: TrainingSnapshot['phase'], event: NumberedEvent) => void

export type Training = ReturnType<typeof createTraining>

/** Starts runs, one at a time, numbers what the engine reports, and keeps it with the run before anybody sees it. */
export function createTraining(parts: {
  engine: Engine
  runs: RunStore
  datasets: Datasets
  versions: Record<string, string>
  /** Bytes that a run may take. */
  makeRoom: () => Promise<number>
}) {
  const { engine, runs, datasets } = parts
  const listeners = new Set<TrainingListener>()
  let active: ActiveRun | undefined
  let ended: Promise<void> = Promise.resolve()
  let starting = false
  let updated: Promise<void> = Promise.resolve()

  engine.onTrainingEvent(event => {
    if (active && !active.hasEnded) tell(active, active.take(event))
  })

  return {
    activeRun: () => (active?.hasEnded === false ? active.id : undefined),
    usesDataset: (id: string) => active?.hasEnded === false && active.datasetId === id,

    onEvent(listener: TrainingListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** Answers as soon as the run is recorded; what follows comes as events, the last of type `end`. */
    start: (request: TrainingRequest) => alone(() => begin(request)),

    /**
     * Goes on with a run from its last checkpoint. `epochs`: in all; null: as many as it has. Answers when it trains, or why it does not; then
     * nothing of it was changed.
     */
    continue: (request: ContinueRequest) => alone(() => goOn(request)),

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
      await engine.request('stop', null)
      await ended
      return success(null)
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

  async function alone<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
    if (starting || active?.hasEnded === false) return failure('training.busy', {})
    starting = true
    try {
      return await act()
    } finally {
      starting = false
    }
  }

  async function begin(request: TrainingRequest): Promise<Result<{ runId: string }>> {
    const dataset = await datasets.get(request.datasetId)
    if (!dataset.ok) return dataset
    const spec = fittingSpec(request.spec, dataset.value)
    if (!spec.ok) return spec
    const { settings } = request
    const chosen = await engine.chooseDevice(settings.device)
    if (!chosen.ok) return chosen
    const slow = withoutBfloat16(settings, chosen.value)
    if (slow) return { ok: false, problem: slow }
    const plan = { spec: spec.value, dataset: dataset.value, settings, engine: chosen.value }
    const refused = tooLarge(checkMemory(plan, await parts.makeRoom()))
    if (refused) return { ok: false, problem: refused }
    const newRecord = newRunRecord({
      ...plan,
      versions: parts.versions,
      taken: await runs.names(),
    })
    try {
      await runs.create(newRecord)
      await runs.claim(newRecord.id)
      const log = await runs.openLog(newRecord.id)
      active = new ActiveRun(newRecord.id, dataset.value.id, log)
      ended = train(active, log, newRecord, dataset.value, {
        resume: false,
        patienceAnew: false,
      }).then(() => undefined)
      return success({ runId: newRecord.id })
    } catch (error) {
      await runs.remove(newRecord.id)
      return { ok: false, problem: writeProblem(error, runs.folder(newRecord.id)) }
    }
  }

  async function goOn(request: ContinueRequest): Promise<Result<{ runId: string }>> {
    const { runId } = request
    const found = await runs.get(runId)
    if (!found.ok) return found
    try {
      // Before anything of it is read, which another process could change meanwhile.
      if (!(await runs.claim(runId))) return failure('training.elsewhere', { run: runId })
    } catch (error) {
      return { ok: false, problem: writeProblem(error, runs.folder(runId)) }
    }
    const begun = await goOnClaimed(request)
    if (!begun.ok) await runs.release(runId).catch(() => undefined)
    return begun
  }

  async function goOnClaimed({ runId, epochs }: ContinueRequest): Promise<Result<{ runId: string }>> {
    const stored = await runs.get(runId)
    if (!stored.ok) return stored
    const earlier = await runs.events(runId)
    const record = continuedRecord(stored.value, earlier, epochs)
    if (!record.ok) return record
    const dataset = await dataOf(stored.value, datasets)
    if (!dataset.ok) return dataset
    const chosen = await engine.chooseDevice(stored.value.settings.device)
    if (!chosen.ok) return chosen
    const slow = withoutBfloat16(stored.value.settings, chosen.value)
    if (slow) return { ok: false, problem: slow }
    const wasSaved = earlier.some(event => event.type === 'checkpoint' && event.file === 'last')
    if (wasSaved && !runs.canGoOn(runId)) return failure('training.checkpoint-gone', { run: runId })
    let log: RunLog
    try {
      log = await runs.openLog(runId)
    } catch (error) {
      return { ok: false, problem: writeProblem(error, runs.folder(runId)) }
    }
    const run = new ActiveRun(runId, dataset.value.id, log, earlier)
    active = run
    const ending = train(run, log, record.value, dataset.value, {
      resume: true,
      patienceAnew: endedEarly(earlier),
    })
    ended = ending.then(() => undefined)
    const refused = await Promise.race([run.begun, ending])
    if (refused) {
      active = undefined
      return { ok: false, problem: refused }
    }
    if (record.value !== stored.value) await update(run, record.value)
    return success({ runId })
  }

  /** Answers with the problem of a run that goes on, where that has not even begun: then its record is as it was. */
  async function train(
    run: ActiveRun,
    log: RunLog,
    runRecord: RunRecord,
    dataset: DatasetSummary,
    continuation: Continuation,
  ) {
    const answer = await trainToEnd(
      {
        engine,
        run,
        dataset: { folder: datasets.folder(dataset.id), images: dataset.images },
        folder: runs.folder(run.id),
        update: changed => update(run, changed),
      },
      runRecord,
      continuation,
    )
    const end = answer.ok ? answer.value : run.ending('failed', answer.problem)
    const refused = continuation.resume && run.phase === 'starting' ? end.problem : undefined
    if (!refused) tell(run, [run.record(end)])
    // A full disk must not undo the training: the curves stay in memory, and the checkpoint is said apart.
    await log.close().catch(() => undefined)
    await runs.release(run.id).catch(() => undefined)
    return refused
  }

  /** One record after the other: the newer one is what stays. */
  function update(run: ActiveRun, record: RunRecord): Promise<void> {
    updated = updated.then(() => writeRecord(run, record))
    return updated
  }

  async function writeRecord(run: ActiveRun, record: RunRecord): Promise<void> {
    try {
      await runs.update(record)
    } catch (error) {
      const problem = writeProblem(error, runs.folder(record.id))
      tell(run, [run.record({ type: 'warning', step: 0, problem })])
    }
  }

  function tell(run: ActiveRun, events: readonly NumberedEvent[]): void {
    for (const event of events) for (const listener of listeners) listener(run.id, run.phase, event)
  }
}
