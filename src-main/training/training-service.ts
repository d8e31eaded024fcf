import { randomBytes } from 'node:crypto'
import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import { writeProblem } from '../files/write-problem.ts'
import type { RunLog, RunStore } from '../runs/run-store.ts'
import { fitToData } from '../shared/architecture/fit-to-data.ts'
import { inferShapes } from '../shared/architecture/shapes.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import type { DatasetSummary } from '../shared/contract/data.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import type { NumberedEvent, Score, TrainingEvent, TrainingSnapshot } from '../shared/contract/training.ts'
import { failure, type Problem, type Result, success } from '../shared/result.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'

export interface TrainingRequest {
  readonly spec: ArchitectureSpec
  readonly datasetId: string
  readonly settings: TrainingSettings
}

export type TrainingListener = (runId: string, phase: TrainingSnapshot['phase'], event: NumberedEvent) => void

export type Training = ReturnType<typeof createTraining>

interface ActiveRun {
  readonly id: string
  readonly events: NumberedEvent[]
  readonly log: RunLog
  phase: TrainingSnapshot['phase']
  ended: Promise<void>
}

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

  engine.onTrainingEvent(event => active && record(active, event))

  return {
    activeRun: () => (active && active.phase !== 'ended' ? active.id : undefined),

    onEvent(listener: TrainingListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** Answers as soon as the run is recorded; what follows comes as events, the last of type `end`. */
    async start(request: TrainingRequest): Promise<Result<{ runId: string }>> {
      if (active && active.phase !== 'ended') return failure('training.busy', {})
      const dataset = await datasets.get(request.datasetId)
      if (!dataset.ok) return dataset
      const checked = fittingSpec(request.spec, dataset.value)
      if (!checked.ok) return checked
      const hello = await engine.request('hello', null)
      if (!hello.ok) return hello
      // Asked again: another start may have come while the engine answered.
      if (active && active.phase !== 'ended') return failure('training.busy', {})

      const info = hello.value
      const newRecord: RunRecord = {
        schemaVersion: 1,
        ...newIdentity(checked.value, await runs.names()),
        spec: checked.value,
        dataset: {
          id: dataset.value.id,
          name: dataset.value.name,
          fingerprint: dataset.value.fingerprint,
          split: dataset.value.split,
        },
        classNames: dataset.value.classes.map(({ name }) => name),
        preprocessing: dataset.value.preprocessing,
        settings: request.settings,
        versions: { ...parts.versions, tfjs: info.tfjs, tensorflow: info.tensorflow },
        device: { name: info.devices[0]?.name ?? 'CPU', threads: info.threads },
      }
      let log: RunLog
      try {
        await runs.create(newRecord)
        log = await runs.openLog(newRecord.id)
      } catch (error) {
        const problem = writeProblem(error, runs.folder(newRecord.id))
        if (!problem) throw error
        return { ok: false, problem }
      }
      active = { id: newRecord.id, events: [], log, phase: 'starting', ended: Promise.resolve() }
      active.ended = finish(active, newRecord, dataset.value)
      return success({ runId: newRecord.id })
    },

    async pause(): Promise<Result<null>> {
      return active?.phase === 'running' ? engine.request('pause', null) : failure('training.none', {})
    },

    async resume(): Promise<Result<null>> {
      return active?.phase === 'paused' ? engine.request('continue', null) : failure('training.none', {})
    },

    /** Ends after the present call of the graph and answers when the run is saved. */
    async stop(): Promise<Result<null>> {
      if (!active || active.phase === 'ended') return failure('training.none', {})
      active.phase = 'stopping'
      const stopped = await engine.request('stop', null)
      if (stopped.ok) await active.ended
      return stopped
    },

    /** Resolves when the run that is going on has ended and is saved. */
    ended: () => active?.ended ?? Promise.resolve(),

    /** The run asked for, or with null the one that is going on. */
    async snapshot(runId: string | null): Promise<TrainingSnapshot | null> {
      if (active && (runId === null || runId === active.id)) {
        return { runId: active.id, phase: active.phase, events: active.events }
      }
      if (runId === null || !(await runs.get(runId)).ok) return null
      return { runId, phase: 'ended', events: await runs.events(runId) }
    },
  }

  async function finish(run: ActiveRun, runRecord: RunRecord, dataset: DatasetSummary): Promise<void> {
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
    if (run.events.at(-1)?.type !== 'end') record(run, answer.ok ? answer.value : lost(run, answer.problem))
    await run.log.close().catch(() => undefined)
  }

  function record(run: ActiveRun, event: TrainingEvent): void {
    if (run.phase === 'ended') return
    run.phase = phaseAfter(run.phase, event)
    const numbered: NumberedEvent = { seq: run.events.length + 1, ...event }
    run.events.push(numbered)
    // A full disk must not end the training: the curves stay in memory and the checkpoint says so itself.
    run.log.append(numbered).catch(() => undefined)
    for (const listener of listeners) listener(run.id, run.phase, numbered)
  }
}

function phaseAfter(phase: TrainingSnapshot['phase'], event: TrainingEvent): TrainingSnapshot['phase'] {
  if (event.type === 'end') return 'ended'
  if (phase === 'stopping') return phase
  if (event.type === 'paused') return 'paused'
  if (event.type === 'started' || event.type === 'resumed') return 'running'
  return phase
}

function lost(run: ActiveRun, problem: Problem): TrainingEvent {
  const epochs = run.events.filter(event => event.type === 'epoch')
  const best: Score | undefined = epochs.findLast(event => event.best)
  return { type: 'end', reason: 'failed', best: best ?? null, final: epochs.at(-1) ?? null, problem }
}

function fittingSpec(spec: ArchitectureSpec, dataset: DatasetSummary): Result<ArchitectureSpec> {
  const fitted = fitToData(spec, dataset.preprocessing.shape)
  const [first] = inferShapes(fitted, dataset.classes.length).problems
  if (first) return { ok: false, problem: first.problem }
  return dataset.split.train > 0 ? success(fitted) : failure('training.no-pictures', { split: 'train' })
}

/** An id that sorts by time, names the network and is a folder's name on every system. */
function newIdentity(spec: ArchitectureSpec, taken: ReadonlySet<string>) {
  const created = new Date().toISOString()
  const time = created.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  const network = spec.id.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40)
  let number = taken.size + 1
  while (taken.has(`${spec.name} #${number}`)) number++
  return {
    id: `${time}-${network}-${randomBytes(2).toString('hex')}`,
    name: `${spec.name} #${number}`,
    created,
  }
}
