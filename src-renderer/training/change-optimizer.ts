import type { OptimizerKind, OptimizerSettings } from '../../src-main/shared/training-settings.ts'

/** Another optimizer at a rate with which LeNet learns; the rates of different optimizers are no measure for each other. */
export function changeOptimizer(present: OptimizerSettings, kind: OptimizerKind): OptimizerSettings {
  if (present.kind === kind) return present
  switch (kind) {
    case 'adam':
      return { kind, learningRate: 0.001 }
    case 'momentum':
      return { kind, learningRate: 0.05, momentum: 0.9 }
    case 'sgd':
      return { kind, learningRate: 0.1 }
  }
}
