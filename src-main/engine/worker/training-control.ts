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
  /** Lets requests in, waits while paused, and says whether to go on. */
  readonly mayGoOn: (listener: PauseListener) => Promise<boolean>
}

export function createTrainingControl(): TrainingControl {
  let stopped = false
  let paused = false
  let wake: (() => void) | undefined
  const release = () => {
    paused = false
    wake?.()
  }
  return {
    pause: () => {
      paused = true
    },
    resume: release,
    stop: () => {
      stopped = true
      release()
    },
    mayGoOn: async listener => {
      await turnEventLoop()
      if (!paused || stopped) return !stopped
      await listener.paused()
      while (paused) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      if (!stopped) listener.resumed()
      return !stopped
    },
  }
}
