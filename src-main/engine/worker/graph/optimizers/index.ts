import { assertNever } from '../../../../shared/assert-never.ts'
import type { OptimizerSettings } from '../../../../shared/training-settings.ts'
import { adam } from './adam.ts'
import { momentum } from './momentum.ts'
import type { Optimizer } from './optimizer.ts'
import { sgd } from './sgd.ts'

export function optimizerFor(settings: OptimizerSettings): Optimizer {
  switch (settings.kind) {
    case 'sgd':
      return sgd()
    case 'momentum':
      return momentum(settings.momentum)
    case 'adam':
      return adam()
    default:
      return assertNever(settings)
  }
}
