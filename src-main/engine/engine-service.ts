import type {
  EngineDevice,
  EngineInfo,
  EngineRequestName,
  EngineRequests,
  EngineStatus,
  FromWorker,
} from '../shared/contract/engine.ts'
import type { TrainingEvent } from '../shared/contract/training.ts'
import { findDevices } from '../shared/find-device.ts'
import { failure, type Problem, type Result, success } from '../shared/result.ts'
import { memoryKills, ranOutOfMemory } from './out-of-memory.ts'
import { type EnvironmentOptions, workerEnvironment } from './worker-environment.ts'
import { startWorker, type Worker } from './worker-host.ts'

export interface EngineOptions extends EnvironmentOptions {
  /** The worker's bundled program. */
  readonly workerFile: string
}

export interface Engine {
  readonly status: () => EngineStatus
  /** Returns the function that ends the subscription. */
  readonly onStatus: (listener: (status: EngineStatus) => void) => () => void
  readonly onTrainingEvent: (listener: (event: TrainingEvent) => void) => () => void
  /** Starts the worker where there is none. Rejects only for a bug in the worker. */
  readonly request: <Name extends EngineRequestName>(
    name: Name,
    params: EngineRequests[Name]['params'],
  ) => Promise<Result<EngineRequests[Name]['result']>>
  /**
   * Has the named device compute from now on (`findDevices`; absent: the first), in another worker where it is not the present one's, which
   * must not be training.
   */
  readonly chooseDevice: (name: string | undefined) => Promise<Result<EngineInfo>>
  /** The last lines that the present worker wrote to stderr. */
  readonly log: () => string
  /** Gives up the present worker and starts another. */
  readonly restart: () => void
  /** Asks a run to stop, waits until it is saved, then ends the worker; nothing that is asked later starts another. */
  readonly close: () => Promise<void>
}

interface OpenRequest {
  readonly name: EngineRequestName
  readonly settle: (result: Result<unknown>) => void
  readonly reject: (error: Error) => void
}

/** How long a run may take to save itself before its worker is ended all the same. */
const patienceMs = 10_000

/** The engine as the main process sees it: one worker process, its requests, and whether it lives. */
export function createEngine(options: EngineOptions): Engine {
  const statusListeners = new Set<(status: EngineStatus) => void>()
  const trainingListeners = new Set<(event: TrainingEvent) => void>()
  const open = new Map<number, OpenRequest>()
  let worker: Worker | undefined
  let info: EngineInfo | undefined
  /** What a worker finds that may use all devices. */
  let devices: readonly EngineDevice[] | undefined
  let chosen: readonly EngineDevice[] = []
  /** Undefined: all. */
  let visibleCards: string | undefined
  let status: EngineStatus = { state: 'starting' }
  let lastId = 0
  let killsBefore: number | undefined
  let closed = false
  /** Settles when every request to train has been answered, or has lost its worker. */
  let training: Promise<void> | undefined

  return {
    status: () => status,
    onStatus: listener => subscribe(statusListeners, listener),
    onTrainingEvent: listener => subscribe(trainingListeners, listener),
    request,
    chooseDevice,
    log: () => worker?.lastLines() ?? '',
    restart: () => {
      abandon('restart')
      void request('hello', null)
    },
    close: async () => {
      closed = true
      if (worker && training) {
        void post(worker, 'stop', null).catch(() => undefined)
        await Promise.race([training, new Promise(resolve => setTimeout(resolve, patienceMs).unref())])
      }
      abandon('close')
    },
  }

  async function request<Name extends EngineRequestName>(
    name: Name,
    params: EngineRequests[Name]['params'],
  ): Promise<Result<EngineRequests[Name]['result']>> {
    if (closed) return failure('engine.lost', { reason: 'close' })
    const running = worker ?? start()
    if (name !== 'hello' && !info) {
      const hello = await post(running, 'hello', null)
      if (!hello.ok) return hello
    }
    return post(running, name, params)
  }

  async function chooseDevice(name: string | undefined): Promise<Result<EngineInfo>> {
    const hello = await request('hello', null)
    if (!hello.ok || !devices) return hello
    const found = findDevices(devices, name)
    if (!found.ok) return found
    const everything = name === undefined || devices.length === 1
    const next = everything ? undefined : cardNumbers(devices, found.value)
    if (next === visibleCards) return hello
    visibleCards = next
    chosen = found.value
    abandon('restart')
    return request('hello', null)
  }

  /** A worker that does not see all devices leaves out what can be chosen. */
  function greeted(found: EngineInfo): EngineInfo {
    if (visibleCards === undefined) devices = found.devices
    else if (devices) {
      return { ...found, devices: [...chosen, ...devices.filter(device => !chosen.includes(device))] }
    }
    return found
  }

  function post<Name extends EngineRequestName>(
    to: Worker,
    name: Name,
    params: EngineRequests[Name]['params'],
  ): Promise<Result<EngineRequests[Name]['result']>> {
    if (to !== worker) return Promise.resolve(failure('engine.lost', { reason: '' }))
    lastId += 1
    const id = lastId
    const answer = new Promise<Result<EngineRequests[Name]['result']>>((resolve, reject) => {
      open.set(id, { name, settle: resolve as OpenRequest['settle'], reject })
      to.post({ id, name, params })
      showActivity()
    })
    if (name === 'train') watchTraining(answer)
    return answer
  }

  function watchTraining(answer: Promise<unknown>): void {
    const all = Promise.allSettled([training, answer]).then(() => {
      if (training === all) training = undefined
    })
    training = all
  }

  function start(): Worker {
    setStatus({ state: 'starting' })
    const started = startWorker({
      file: options.workerFile,
      name: 'Lenslet engine',
      env: workerEnvironment({ visibleCards, ...options }),
    })
    worker = started
    killsBefore = memoryKills()
    started.onMessage(message => started === worker && receive(message as FromWorker))
    started.onExit(reason => started === worker && lose(started, reason))
    return started
  }

  function receive(message: FromWorker): void {
    if (message.kind === 'training') {
      for (const listener of trainingListeners) listener(message.event)
      return
    }
    const asked = open.get(message.id)
    if (!asked) return
    open.delete(message.id)
    if (message.kind === 'crash') {
      asked.reject(Object.assign(new Error(message.message), { stack: message.stack }))
    } else if (message.kind === 'problem') {
      if (asked.name === 'hello') setStatus(lostStatus(message.problem))
      asked.settle({ ok: false, problem: message.problem })
    } else {
      const value = asked.name === 'hello' ? greeted(message.value as EngineInfo) : message.value
      if (asked.name === 'hello') info = value as EngineInfo
      asked.settle(success(value))
    }
    showActivity()
  }

  /** The worker is gone: so is what was asked of it. The next request starts another. */
  function lose(ended: Worker, reason: string): void {
    forget()
    const details = ended.lastLines()
    const isMemory = ranOutOfMemory(reason, details, { before: killsBefore, now: memoryKills() })
    const problem: Problem = { code: isMemory ? 'engine.out-of-memory' : 'engine.lost', params: { reason } }
    setStatus({ state: 'lost', problem, details })
    failOpen(problem)
  }

  function abandon(reason: string): void {
    const given = worker
    forget()
    given?.kill()
    failOpen({ code: 'engine.lost', params: { reason } })
    setStatus({ state: 'starting' })
  }

  function forget(): void {
    worker = undefined
    info = undefined
  }

  function failOpen(problem: Problem): void {
    const lost = [...open.values()]
    open.clear()
    for (const { settle } of lost) settle({ ok: false, problem })
  }

  function lostStatus(problem: Problem): EngineStatus {
    return { state: 'lost', problem, details: worker?.lastLines() ?? '' }
  }

  function showActivity(): void {
    if (!info) return
    const busy = [...open.values()].some(({ name }) => name === 'train' || name === 'evaluate')
    setStatus({ state: busy ? 'busy' : 'ready', info })
  }

  function setStatus(next: EngineStatus): void {
    if (next.state === status.state && next.state !== 'lost') return
    status = next
    for (const listener of statusListeners) listener(status)
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** As CUDA counts cards among those that the environment leaves; none for the processor. */
function cardNumbers(devices: readonly EngineDevice[], chosen: readonly EngineDevice[]): string {
  const cards = devices.filter(({ kind }) => kind === 'gpu')
  const left = process.env['CUDA_VISIBLE_DEVICES']?.split(',')
  const numbers = chosen.flatMap(device => {
    const place = cards.indexOf(device)
    return place < 0 ? [] : [left?.[place]?.trim() ?? String(place)]
  })
  return numbers.length > 0 ? numbers.join(',') : '-1'
}
