import { setImmediate } from 'node:timers/promises'

/** A long computation that yields every few milliseconds of its work at the latest, where it may be interrupted. */
export type Steps<T> = Generator<undefined, T>

/** Items between two steps, where one takes well below a microsecond. */
export const itemsAStep = 4096

/** Other work waits no longer than this, in milliseconds. */
const longest = 8

/** Gives other work its turn in between. Rejects with `signal.reason` when that is aborted. */
export async function inSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  let began = performance.now()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - began < longest) continue
    await setImmediate()
    signal?.throwIfAborted()
    began = performance.now()
  }
}

/** Without interruption. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
