export interface ChartPoint {
  readonly x: number
  readonly y: number
}

/**
 * At most about `limit` points that look the same drawn as a line: the lowest and the highest of every bucket. Buckets
 * double in size, so that they stay where they are while a series grows, and the line does not tremble.
 */
export function decimate(points: readonly ChartPoint[], limit: number): readonly ChartPoint[] {
  if (points.length <= limit) return points
  let bucket = 2
  while ((2 * points.length) / bucket > limit) bucket *= 2
  const kept: ChartPoint[] = []
  for (let start = 0; start < points.length; start += bucket) {
    let lowest = points[start]!
    let highest = lowest
    for (const point of points.slice(start, start + bucket)) {
      if (point.y < lowest.y) lowest = point
      if (point.y > highest.y) highest = point
    }
    if (lowest === highest) kept.push(lowest)
    else kept.push(...(lowest.x < highest.x ? [lowest, highest] : [highest, lowest]))
  }
  const last = points.at(-1)!
  if (kept.at(-1) !== last) kept.push(last)
  return kept
}
