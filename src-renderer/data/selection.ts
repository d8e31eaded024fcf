import { moveInGrid } from './move-in-grid.ts'

/** What is selected of things in a row, by position, as file managers have it. */
export interface Selection {
  /** Where the keyboard is. */
  readonly focus: number
  /** Where a range begins that Shift extends. */
  readonly anchor: number
  readonly chosen: ReadonlySet<number>
}

export const selectOnly = (position: number): Selection => ({
  focus: position,
  anchor: position,
  chosen: new Set([position]),
})

export interface Modifiers {
  readonly shiftKey: boolean
  /** Ctrl, or Command on a Mac. */
  readonly adding: boolean
}

export function click(selection: Selection, position: number, { shiftKey, adding }: Modifiers): Selection {
  if (shiftKey) return extend(selection, position, adding)
  return adding ? toggle(selection, position) : selectOnly(position)
}

/** Undefined for keys that select nothing. `count` things in rows of `columns`, `rows` of which are in sight. */
export function press(
  selection: Selection,
  key: string,
  { shiftKey, adding }: Modifiers,
  { count, columns, rows }: { readonly count: number; readonly columns: number; readonly rows: number },
): Selection | undefined {
  const { focus } = selection
  if (adding && key.toLowerCase() === 'a') return { ...selection, chosen: range(0, count - 1) }
  if (key === ' ') return adding ? toggle(selection, focus) : selectOnly(focus)
  const page = { PageDown: rows * columns, PageUp: -rows * columns }[key]
  const next =
    page === undefined
      ? moveInGrid(key, focus, count, columns)
      : Math.min(count - 1, Math.max(0, focus + page))
  if (next === undefined) return undefined
  if (shiftKey) return extend(selection, next, false)
  return adding ? { ...selection, focus: next } : selectOnly(next)
}

function toggle({ chosen }: Selection, position: number): Selection {
  const next = new Set(chosen)
  if (!next.delete(position)) next.add(position)
  return { focus: position, anchor: position, chosen: next }
}

/** From the anchor to `position`; `keep`: what is chosen beside that stays so. */
function extend({ anchor, chosen }: Selection, position: number, keep: boolean): Selection {
  const reached = range(Math.min(anchor, position), Math.max(anchor, position))
  return { focus: position, anchor, chosen: keep ? new Set([...chosen, ...reached]) : reached }
}

function range(first: number, last: number): Set<number> {
  const chosen = new Set<number>()
  for (let position = first; position <= last; position++) chosen.add(position)
  return chosen
}
