import { type ChartPoint, decimate } from '../charts/decimate.ts'
import type { EpochEvent, RunHistory, StepEvent } from './history.ts'
import { smooth } from './smooth.ts'

export interface Curve {
  readonly raw: readonly ChartPoint[]
  readonly smoothed: readonly ChartPoint[]
  readonly validation: readonly ChartPoint[]
  /** Index in `validation` of the epoch that is kept. */
  readonly best: number
  /** The newest values; null before there are any. */
  readonly now: { readonly training: number | null; readonly validation: number | null }
}

/** Steps that the smoothed line looks back over. */
export const smoothingSpan = 50
const pointLimit = 1000

/** What the chart of loss or accuracy shows of a run. */
export function curveOf({ steps, epochs }: RunHistory, measure: 'loss' | 'accuracy'): Curve {
  const validation = measure === 'loss' ? 'validationLoss' : 'validationAccuracy'
  const averages = smooth(
    steps.map(step => ({ steps: step.steps, value: step[measure] })),
    smoothingSpan,
  )
  const at = (values: (step: StepEvent, index: number) => number) =>
    decimate(
      steps.map((step, index) => ({ x: step.epoch, y: values(step, index) })).filter(isFinitePoint),
      pointLimit,
    )
  return {
    raw: at(step => step[measure]),
    smoothed: at((_, index) => averages[index]!),
    validation: epochs.flatMap((epoch: EpochEvent) => {
      const y = epoch[validation]
      return y === null ? [] : [{ x: epoch.epoch, y }]
    }),
    best: epochs.findLastIndex(({ best }) => best),
    now: { training: averages.at(-1) ?? null, validation: epochs.at(-1)?.[validation] ?? null },
  }
}

/** A run that diverged ends in values that no chart can show. */
const isFinitePoint = ({ y }: ChartPoint) => Number.isFinite(y)
