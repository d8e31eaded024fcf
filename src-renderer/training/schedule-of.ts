import type { Schedule } from '../../src-main/shared/training-settings.ts'

/** A schedule of a kind as it suits a run of so many epochs. */
export function scheduleOf(kind: Schedule['kind'], epochs: number): Schedule {
  switch (kind) {
    case 'constant':
    case 'cosine':
      return { kind }
    case 'step':
      return { kind, every: Math.max(1, Math.ceil(epochs / 3)), factor: 0.1 }
    case 'plateau':
      return { kind, patience: 3, factor: 0.1 }
  }
}
