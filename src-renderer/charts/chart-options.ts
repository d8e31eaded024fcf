import {
  Chart,
  type ChartOptions,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
} from 'chart.js'
import { paletteColor } from './palette.ts'

/** Writes a data set's label over the right end of its line, where there is one. */
const lineLabels: Plugin<'line'> = {
  id: 'line-labels',
  afterDatasetsDraw({ ctx, data, chartArea, scales }) {
    const y = scales['y']
    if (!y) return
    for (const { label, data: points } of data.datasets) {
      const end = points.at(-1)
      if (!label || !end || typeof end !== 'object' || end.y === null) continue
      ctx.save()
      ctx.font = font(11)
      ctx.fillStyle = paletteColor('--text-muted')
      ctx.textAlign = 'right'
      ctx.fillText(label, chartArea.right, y.getPixelForValue(end.y) - 5)
      ctx.restore()
    }
  },
}

const family = () => getComputedStyle(document.body).fontFamily
const font = (size: number) => `${size}px ${family()}`

/** Only the parts of Chart.js that are used; to register them again changes nothing. */
export function registerCharts(): void {
  Chart.register(LineController, LineElement, PointElement, LinearScale, lineLabels)
}

export interface Axes {
  readonly xTitle: string
  readonly xMax: number
  readonly yMin: number
  /** Undefined: as the values need. */
  readonly yMax: number | undefined
  readonly formatY: (value: number) => string
}

/** A still chart with horizontal lines only, in the present colours. */
export function chartOptions({ xTitle, xMax, yMin, yMax, formatY }: Axes): ChartOptions<'line'> {
  const text = { color: paletteColor('--text-muted'), font: { size: 11, family: family() } }
  const ticks = { ...text, maxRotation: 0, padding: 6 }
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    events: [],
    layout: { padding: { top: 8, right: 8 } },
    scales: {
      x: {
        type: 'linear',
        min: 0,
        max: xMax,
        grid: { display: false },
        border: { color: paletteColor('--line') },
        ticks: { ...ticks, maxTicksLimit: 9, precision: 0 },
        title: { ...text, display: true, text: xTitle, align: 'end', padding: 0 },
      },
      y: {
        type: 'linear',
        min: yMin,
        ...(yMax === undefined ? {} : { max: yMax }),
        border: { display: false },
        grid: { color: paletteColor('--line'), drawTicks: false },
        ticks: { ...ticks, maxTicksLimit: 6, callback: value => formatY(Number(value)) },
      },
    },
  }
}
