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
  const ground = paletteColor('--surface')
  const dots = look === 'points'
  return {
    label,
    data: points.map(({ x, y }) => ({ x, y })),
    borderColor: look === 'faint' ? color.replace('rgb(', 'rgba(').replace(')', ', 0.3)') : color,
    borderWidth: { faint: 1, line: 2, points: 1.5, guide: 1.25 }[look],
    borderDash: look === 'guide' ? [3, 4] : [],
    borderJoinStyle: 'round',
    pointRadius: dots ? points.map((_, index) => (index === emphasis ? 5.5 : 3.5)) : 0,
    pointBackgroundColor: color,
    pointBorderColor: ground,
    pointBorderWidth: 1.5,
    pointHitRadius: 0,
    // The last epoch's dot lies on the edge; it is drawn whole.
    clip: 8,
    order: { guide: 4, faint: 3, points: 1, line: 2 }[look],
  }
}
