import type { ChartDataset } from 'chart.js'
import type { ChartPoint } from './decimate.ts'
import { paletteColor } from './palette.ts'

export interface ChartSeries {
  readonly points: readonly ChartPoint[]
  /** `faint`: raw values behind a line; `guide`: a dotted level with its label at the right end. */
  readonly look: 'faint' | 'line' | 'points' | 'guide'
  readonly token: `--${string}`
  readonly label?: string
  /** Index of the point that is drawn larger. */
  readonly emphasis?: number | undefined
}

type LineDataset = ChartDataset<'line', { x: number; y: number }[]>

/** The series as Chart.js draws it, in the present colours. */
export function toDataset({ points, look, token, label = '', emphasis }: ChartSeries): LineDataset {
  const color = paletteColor(token)
  const radius = dotRadius(points.length)
  return {
    label,
    data: points.map(({ x, y }) => ({ x, y })),
    borderColor: look === 'faint' ? color.replace('rgb(', 'rgba(').replace(')', ', 0.3)') : color,
    borderWidth: { faint: 1, line: 2, points: 1.5, guide: 1.25 }[look],
    borderDash: look === 'guide' ? [3, 4] : [],
    borderJoinStyle: 'round',
    pointRadius:
      look === 'points'
        ? points.map((_, index) => (index === emphasis ? Math.max(4, radius + 2) : radius))
        : 0,
    pointBackgroundColor: color,
    pointBorderWidth: 0,
    pointHitRadius: 0,
    // The last epoch's dot lies on the edge; it is drawn whole.
    clip: 8,
    order: { guide: 4, faint: 3, points: 1, line: 2 }[look],
  }
}

/** In pixels: full for a few, smaller for many, and none where they would run into each other. */
const dotRadius = (points: number) => (points > 60 ? 0 : Math.max(1.5, 3.5 - Math.max(0, points - 10) / 20))
