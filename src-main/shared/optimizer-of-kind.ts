import type { OptimizerKind, OptimizerSettings } from './training-settings.ts'

/**
 * An optimizer of a kind for a network whose own is `own`, at a rate with which it learns: those of different kinds are no measure for each other,
 * and a deep network, which has momentum by itself, needs smaller steps than LeNet.
 */
export function optimizerOfKind(kind: OptimizerKind, own: OptimizerSettings): OptimizerSettings {
  if (own.kind === kind) return own
  const isDeep = own.kind === 'momentum'
  switch (kind) {
    case 'adam':
      return { kind, learningRate: isDeep ? 0.0003 : 0.001 }
    case 'momentum':
      return { kind, learningRate: 0.05, momentum: 0.9 }
    case 'sgd':
      return { kind, learningRate: isDeep ? 0.05 : 0.1 }
  }
}
