import { assertNever } from '../../shared/assert-never.ts'
import type { Preprocessing } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { type DecodeProcess, startDecodeProcess } from './host.ts'
import type { FromDecoder, Outcome, PictureSource } from './protocol.ts'

interface Job {
  readonly sources: readonly PictureSource[]
  readonly preprocessing: Preprocessing
  /** How often the decoder has died with it; 0 for what is new, else it is one picture and runs alone. */
  readonly deaths: number
  /** Aborted: nobody waits for it any more. */
  readonly signal: AbortSignal
  readonly resolve: (outcomes: readonly Outcome[]) => void
  readonly reject: (error: unknown) => void
}

/** Batches in the decoder at a time: one to work on, the others on their way. */
const mostInFlight = 3

const idleMilliseconds = 15_000

/** Longer than any picture may take by itself, in milliseconds: a decoder in which nothing is done for so long hangs. */
const usualPatience = 90_000

/**
 * Keeps a decoder process: started on first use, closed when idle, started again when it dies, and killed when it hangs. What was in it then is tried
 * again one picture at a time. A picture with which it hangs once more is set aside, and one with which alone it dies twice: the first time may be
 * the doing of the picture before.
 */
export class DecodeSupervisor {
  readonly #workerFile: string
  readonly #lanes: number
  readonly #patience: number
  readonly #queue: Job[] = []
  readonly #suspects: Job[] = []
  readonly #inFlight = new Map<number, Job>()
  #process: DecodeProcess | undefined
  #state: 'none' | 'starting' | 'ready' = 'none'
  #nextId = 0
  #attempt = 0
  #idle: NodeJS.Timeout | undefined
  #watch: NodeJS.Timeout | undefined
  #hangs = false

  constructor(workerFile: string, lanes: number, patience = usualPatience) {
    this.#workerFile = workerFile
    this.#lanes = lanes
    this.#patience = patience
  }

  /** Batches that wait or are worked on. */
  get load(): number {
    return this.#queue.length + this.#suspects.length + this.#inFlight.size
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  /** One outcome a source, in their order. Rejects for bugs alone; a queued job is dropped when `signal` is aborted. */
  submit(
    sources: readonly PictureSource[],
    preprocessing: Preprocessing,
    signal: AbortSignal,
  ): Promise<readonly Outcome[]> {
    let job!: Job
    const answer = new Promise<readonly Outcome[]>((resolve, reject) => {
      job = { sources, preprocessing, deaths: 0, signal, resolve, reject }
    })
    const drop = () => {
      const place = this.#queue.indexOf(job)
      if (place >= 0) this.#queue.splice(place, 1)
      this.#dropSuspects()
      for (const [id, inFlight] of this.#inFlight)
        if (inFlight.signal === signal) this.#process?.send({ drop: id })
      job.reject(signal.reason)
    }
    this.#queue.push(job)
    if (signal.aborted) drop()
    signal.addEventListener('abort', drop, { once: true })
    this.#pump()
    return answer.finally(() => signal.removeEventListener('abort', drop))
  }

  close(): void {
    clearTimeout(this.#idle)
    clearTimeout(this.#watch)
    const process = this.#process
    this.#process = undefined
    this.#state = 'none'
    this.#attempt++
    this.#hangs = false
    process?.kill()
    for (const job of [...this.#inFlight.values(), ...this.#suspects, ...this.#queue])
      job.reject(new Error('The decoder was closed'))
    this.#inFlight.clear()
    this.#suspects.length = 0
    this.#queue.length = 0
  }

  #pump(): void {
    clearTimeout(this.#idle)
    const busy = this.#inFlight.size > 0 || this.#suspects.length > 0 || this.#queue.length > 0
    this.#process?.hold(busy)
    if (!busy) {
      this.#idle = setTimeout(() => this.close(), idleMilliseconds)
      this.#idle.unref()
    } else if (this.#state === 'none') this.#start()
    else if (this.#state === 'ready') this.#send()
  }

  #send(): void {
    // Suspects go alone, so that a second death tells which of them it was.
    if (this.#suspects.length > 0) {
      if (this.#inFlight.size === 0) this.#give(this.#suspects.shift()!)
      return
    }
    while (this.#queue.length > 0 && this.#inFlight.size < mostInFlight) this.#give(this.#queue.shift()!)
  }

  #give(job: Job): void {
    const id = this.#nextId++
    this.#inFlight.set(id, job)
    if (this.#inFlight.size === 1) this.#watchAnew()
    this.#process!.send({ id, sources: job.sources, preprocessing: job.preprocessing })
  }

  /** The oldest batch is worked on first, so that its pictures say whether the decoder goes on. */
  #isOldest(id: number): boolean {
    return this.#inFlight.keys().next().value === id
  }

  #watchAnew(): void {
    clearTimeout(this.#watch)
    this.#watch = setTimeout(() => {
      this.#hangs = true
      this.#process?.kill()
    }, this.#patience)
    this.#watch.unref()
  }

  #start(): void {
    this.#state = 'starting'
    const attempt = ++this.#attempt
    const isCurrent = () => attempt === this.#attempt // a process that was given up may still speak
    startDecodeProcess(this.#workerFile, this.#lanes, {
      onMessage: message => isCurrent() && this.#receive(message),
      onExit: lastWords => isCurrent() && this.#died(lastWords),
    }).then(
      started => {
        if (isCurrent()) this.#process = started
        else started.kill()
      },
      error => isCurrent() && this.#died(String(error)),
    )
  }

  #receive(message: FromDecoder): void {
    if (message.kind !== 'ready' && this.#isOldest(message.id)) this.#watchAnew()
    switch (message.kind) {
      case 'progress':
        return
      case 'ready':
        this.#state = 'ready'
        break
      case 'outcomes':
        this.#take(message.id)?.resolve(message.outcomes)
        break
      case 'crash': {
        const error = new Error(message.message)
        error.stack = message.stack
        this.#take(message.id)?.reject(error)
        break
      }
      default:
        assertNever(message)
    }
    this.#pump()
  }

  #take(id: number): Job | undefined {
    const job = this.#inFlight.get(id)
    this.#inFlight.delete(id)
    if (this.#inFlight.size === 0) clearTimeout(this.#watch)
    return job
  }

  #died(lastWords: string): void {
    const started = this.#state === 'ready'
    const hung = this.#hangs
    this.#hangs = false
    clearTimeout(this.#watch)
    this.#process = undefined
    this.#state = 'none'
    if (!started) {
      // Not a picture's fault: trying again would go on for ever.
      const jobs = [...this.#suspects.splice(0), ...this.#queue.splice(0)]
      for (const job of jobs) job.reject(new Error(`The decoder could not be started: ${lastWords}`))
      return
    }
    const lost = [...this.#inFlight.values()]
    this.#inFlight.clear()
    for (const job of lost) {
      if (job.signal.aborted) job.reject(job.signal.reason)
      else if (job.deaths > 0 && hung) job.resolve([this.#tooSlow()])
      else if (job.deaths > 1) job.resolve([{ problem: problem('data.decoder-died', {}) }])
      else this.#tryAgain(job)
    }
    this.#pump()
  }

  /** Those that nobody waits for. */
  #dropSuspects(): void {
    const suspects = this.#suspects.splice(0)
    for (const job of suspects) if (job.signal.aborted) job.reject(job.signal.reason)
    this.#suspects.push(...suspects.filter(job => !job.signal.aborted))
  }

  #tooSlow(): Outcome {
    const details = `${this.#patience / 1000} s`
    return { problem: problem('data.unreadable-picture', { reason: 'too-slow', details }) }
  }

  #tryAgain(job: Job): void {
    const retries = job.sources.map(
      source =>
        new Promise<Outcome>((resolve, reject) =>
          this.#suspects.push({
            sources: [source],
            preprocessing: job.preprocessing,
            deaths: job.deaths + 1,
            signal: job.signal,
            resolve: outcomes => resolve(outcomes[0]!),
            reject,
          }),
        ),
    )
    Promise.all(retries).then(job.resolve, job.reject)
  }
}
