import type { Problem } from '../shared/result.ts'

/** How far the run came in the worker that it lost. */
export interface Attempt {
  readonly batchSize: number
  /** Training had begun: what failed was not the opening of the network or the data. */
  readonly hasBegun: boolean
  /** A checkpoint was written that can be gone on from. */
  readonly hasSaved: boolean
  /** It was a second try already. */
  readonly isRetry: boolean
}

export type Recovery = { readonly kind: 'halve'; readonly batchSize: number } | { readonly kind: 'again' }

/**
 * What to do about a run that could not go on. Out of memory it takes half the batch, down to one picture. A worker that died of something
 * else may have had bad luck once; one that dies again without having got further would die forever. Undefined: the run ends.
 */
export function recoveryFrom(problem: Problem, attempt: Attempt): Recovery | undefined {
  const { batchSize, hasBegun, hasSaved, isRetry } = attempt
  if (problem.code === 'engine.out-of-memory') {
    const halved = Math.floor(batchSize / 2)
    return hasBegun && halved >= 1 ? { kind: 'halve', batchSize: halved } : undefined
  }
  if (problem.code !== 'engine.lost' || problem.params.reason === 'close') return undefined
  return hasSaved || !isRetry ? { kind: 'again' } : undefined
}
