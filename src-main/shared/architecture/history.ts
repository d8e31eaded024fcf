/**
 * The states that a document went through, as whole snapshots. Steps recorded one after the other under the same merge key are one
 * step: typing in one field, or one drag. Immutable, without limit; every function returns a history of its own.
 */
export interface History<T> {
  readonly present: T
  /** The history before the last step; null at the start. */
  readonly past: History<T> | null
  /** What was undone, the next first. */
  readonly future: Future<T> | null
  /** While not null, the next step under this key joins the last one. */
  readonly mergeKey: string | null
}

interface Future<T> {
  readonly value: T
  readonly next: Future<T> | null
}

export const startHistory = <T>(present: T): History<T> => ({
  present,
  past: null,
  future: null,
  mergeKey: null,
})

/** After a step to `value`; the same history where that is the present already. */
export function record<T>(history: History<T>, value: T, mergeKey: string | null = null): History<T> {
  if (Object.is(value, history.present)) return history
  if (mergeKey !== null && mergeKey === history.mergeKey) return { ...history, present: value }
  // What was undone before the step stays reachable for `takeBack`, and no longer than that.
  const past = { ...history, past: history.past && { ...history.past, future: null } }
  return { present: value, past, future: null, mergeKey }
}

/** The next step is one of its own, whatever its key: a field was left, a drag has ended. */
export const settle = <T>(history: History<T>): History<T> =>
  history.mergeKey === null ? history : { ...history, mergeKey: null }

/** As it was before the step that is still open under `mergeKey`, together with what could be redone then; Esc in a drag. */
export const takeBack = <T>(history: History<T>, mergeKey: string): History<T> =>
  history.mergeKey === mergeKey && history.past ? settle(history.past) : history

export const canUndo = <T>({ past }: History<T>): boolean => past !== null

export const canRedo = <T>({ future }: History<T>): boolean => future !== null

export const undo = <T>(history: History<T>): History<T> =>
  history.past
    ? { ...settle(history.past), future: { value: history.present, next: history.future } }
    : history

export const redo = <T>(history: History<T>): History<T> =>
  history.future
    ? {
        present: history.future.value,
        past: { ...settle(history), future: null },
        future: history.future.next,
        mergeKey: null,
      }
    : history
