import type { Messages } from '../../src-main/shared/messages/messages.ts'
import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'

/** How a step is made, in one line: "128 pictures a step · Adam, 0.001". */
export function stepText(t: Messages, { batchSize, optimizer }: TrainingSettings): string {
  const words = t.training.settings
  const rate = String(optimizer.learningRate)
  return [
    words.batchCount({ count: batchSize }),
    words.optimizerAt({ optimizer: words.optimizers[optimizer.kind], rate }),
  ].join(' · ')
}

/** What a training will do, in one line: "10 epochs · 128 pictures a step · Adam, 0.001". */
export const settingsText = (t: Messages, settings: TrainingSettings): string =>
  [t.training.settings.epochCount({ count: settings.epochs }), stepText(t, settings)].join(' · ')
