/** A mean over `steps` steps of training. */
export interface Sample {
  readonly steps: number
  readonly value: number
}

/**
 * Exponential moving average over about `span` steps (the weights' mean age is half of it). A sample that stands for more steps weighs more, and the start is
 * not drawn towards zero (the bias correction of Kingma and Ba, arXiv 1412.6980, section 3).
 */
export function smooth(samples: readonly Sample[], span: number): readonly number[] {
  let sum = 0
  let weights = 0
  return samples.map(({ steps, value }) => {
    const keep = (1 - 2 / (span + 1)) ** steps
    sum = keep * sum + (1 - keep) * value
    weights = keep * weights + (1 - keep)
    return sum / weights
  })
}
