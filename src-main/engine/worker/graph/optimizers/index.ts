import { assertNever } from '../../../../shared/assert-never.ts'
import type { OptimizerSettings } from '../../../../shared/training-settings.ts'
import { adam } from './adam.ts'
import { momentum } from './momentum.ts'
import type { Optimizer } from './optimizer.ts'
import { sgd } from './sgd.ts'

/** A smaller one is none: the decay's share of the velocity, decay / momentum, would leave float32. */
const leastMomentum = 1e-30

export function optimizerFor(settings: OptimizerSettings): Optimizer {
  const { weightDecay: decay = 0 } = settings
  switch (settings.kind) {
    case 'sgd':
      return sgd(decay)
    case 'momentum': {
      const { momentum: kept, nesterov = false } = settings
      return kept < leastMomentum ? sgd(decay) : momentum({ momentum: kept, nesterov, decay })
    }
    case 'adam':
      return adam(decay)
    default:
      return assertNever(settings)
  }
}
