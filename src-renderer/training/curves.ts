import { type ChartPoint, decimate } from '../charts/decimate.ts'
import { bestEpoch, plannedSteps, type RunHistory, type StepEvent } from './history.ts'
import { smooth } from './smooth.ts'

export interface Curve {
  readonly raw: readonly ChartPoint[]
  readonly smoothed: readonly ChartPoint[]
  readonly validation: readonly ChartPoint[]
  /** Index in `validation` of the epoch that is kept. */
  readonly best: number
  /** The newest values, smoothed; null before there are any. */
  readonly now: Values
  /** What the last epoch and the one that is kept came to; null before there is one. */
  readonly last: Values | null
  readonly kept: (Values & { readonly epoch: number }) | null
}

export interface Values {
  readonly training: number | null
  readonly validation: number | null
}

/** Steps that the smoothed line looks back over: 50, in a short run a fifth of it. */
export function smoothingSpan(history: RunHistory): number {
  const fifth = Math.floor((plannedSteps(history) ?? Number.POSITIVE_INFINITY) / 5)
  return Math.max(1, Math.min(50, fifth))
}

const pointLimit = 1000

/** What the chart of loss or accuracy shows of a run. */
export function curveOf(history: RunHistory, measure: 'loss' | 'accuracy'): Curve {
  const { steps, epochs } = history
  const validation = measure === 'loss' ? 'validationLoss' : 'validationAccuracy'
  const averages = smooth(
    steps.map(step => ({ steps: step.steps, value: step[measure] })),
    smoothingSpan(history),
  )
  const at = (values: (step: StepEvent, index: number) => number) =>
    decimate(
      steps.map((step, index) => ({ x: step.epoch, y: values(step, index) })).filter(isFinitePoint),
      pointLimit,
    )
  const last = epochs.at(-1)
  const kept = bestEpoch(history)
  return {
    raw: at(step => step[measure]),
    smoothed: at((_, index) => averages[index]!),
    validation: epochs.flatMap(epoch => {
      const y = epoch[validation]
      return y === null ? [] : [{ x: epoch.epoch, y }]
    }),
    best: epochs.findLastIndex(({ best }) => best),
    now: { training: averages.at(-1) ?? null, validation: last?.[validation] ?? null },
    last: last ? { training: last[measure], validation: last[validation] } : null,
    kept: kept ? { epoch: kept.epoch, training: kept[measure], validation: kept[validation] } : null,
  }
}

/** A run that diverged ends in values that no chart can show. */
const isFinitePoint = ({ y }: ChartPoint) => Number.isFinite(y)
