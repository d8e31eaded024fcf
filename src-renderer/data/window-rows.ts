/** Rows drawn beyond the edges, so that a quick turn of the wheel meets drawn ones. */
const margin = 4

/** Which of `rows` rows, `row` pixels high each, are drawn where `height` pixels from `top` on are in sight; `end` is the first that is not. */
export function rowsInSight(sight: {
  readonly top: number
  readonly height: number
  readonly row: number
  readonly rows: number
}): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(sight.top / sight.row) - margin)
  const end = Math.min(sight.rows, Math.ceil((sight.top + sight.height) / sight.row) + margin)
  return { first: Math.min(first, end), end }
}
