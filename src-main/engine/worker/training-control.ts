import { turnEventLoop } from './event-loop.ts'

interface PauseListener {
  readonly paused: () => Promise<void>
  readonly resumed: () => void
}

/** What a person asked of the run that is going on; the run looks between two calls of the graph. */
export interface TrainingControl {
  readonly pause: () => void
  readonly resume: () => void
  readonly stop: () => void
  /** The run waits until this is done: a person who asks for a prediction should not wait for an epoch. */
  readonly first: <T>(work: () => Promise<T>) => Promise<T>
  /** Lets requests in, waits while paused or while something comes first, and says whether to go on. */
  readonly mayGoOn: (listener: PauseListener) => Promise<boolean>
}

export function createTrainingControl(): TrainingControl {
  let stopped = false
  let paused = false
  let before = 0
  let changed = () => {}
  const change = () => new Promise<void>(resolve => (changed = resolve))

  return {
    pause: () => {
      paused = true
      changed()
    },
    resume: () => {
      paused = false
      changed()
    },
    stop: () => {
      stopped = true
      changed()
    },
    first: async work => {
      before += 1
      try {
        return await work()
      } finally {
        before -= 1
        changed()
      }
    },
    mayGoOn: async ({ paused: tellPaused, resumed: tellResumed }) => {
      await turnEventLoop()
      while (!stopped && (paused || before > 0)) {
        if (!paused) {
          await change()
          continue
        }
        await tellPaused()
        while (paused && !stopped) await change()
        if (!stopped) tellResumed()
      }
      return !stopped
    },
  }
}
