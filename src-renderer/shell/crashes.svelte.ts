import { problem } from '../../src-main/shared/result.ts'
import { api } from '../api.ts'
import { say } from '../i18n.svelte.ts'

/** A bug that surfaced in the window. `id` is the log's name for it, null until main has answered or when it cannot. */
export interface Crash {
  readonly message: string
  readonly stack: string
  id: string | null
}

/** Bugs outside of drawing: event handlers, promises. The last one is shown above the room. */
class Crashes {
  latest = $state<Crash | null>(null)

  watch(): void {
    addEventListener('error', event => this.record(event.error ?? event.message))
    addEventListener('unhandledrejection', event => this.record(event.reason))
  }

  record(error: unknown): void {
    // The same fault in every frame is one crash.
    if (this.latest?.message === messageOf(error)) return
    this.latest = logCrash(error)
  }

  dismiss(): void {
    this.latest = null
  }
}

export const crashes = new Crashes()

/** Writes a bug into the log; its id arrives later. */
export function logCrash(error: unknown): Crash {
  const crash = $state<Crash>({ message: messageOf(error), stack: stackOf(error), id: null })
  report(crash).then(
    id => {
      crash.id = id
    },
    () => {},
  )
  return crash
}

async function report({ message, stack }: Crash): Promise<string | null> {
  const answer = await api['app:report-error']({ message, stack })
  return answer.ok ? answer.value.id : null
}

export const sayCrash = (crash: Crash): string =>
  say(problem('app.unexpected', { id: crash.id ?? crash.message }))

/** What the log knows about an error, for the clipboard; what the window knows itself where the log is out of reach. */
export async function copyDetails(id: string | null, fallback: string): Promise<boolean> {
  const known = id === null ? undefined : await api['app:error-details']({ id })
  const text = known?.ok ? known.value : fallback
  return (await api['app:copy-text']({ text })).ok
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
