/** Where a key leads from `index` in a grid of `count` things in rows of `columns`; undefined for keys that do not move. */
export function moveInGrid(key: string, index: number, count: number, columns: number): number | undefined {
  const target = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns,
    ArrowDown: index + columns,
  }[key]
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (target === undefined) return undefined
  return target >= 0 && target < count ? target : index
}
