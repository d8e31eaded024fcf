import { z } from 'zod'
import { trainingLimits } from '../shared/training-limits.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'

function number(name: keyof typeof trainingLimits) {
  const limits = trainingLimits[name]
  const kind = 'whole' in limits ? z.int() : z.number()
  return kind.min(limits.least).max(limits.most)
}

const common = { learningRate: number('learningRate'), weightDecay: number('weightDecay').exactOptional() }
const factor = number('factor')

export const settingsSchema: z.ZodType<TrainingSettings> = z.strictObject({
  epochs: number('epochs'),
  batchSize: number('batchSize'),
  optimizer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sgd'), ...common }),
    z.strictObject({
      kind: z.literal('momentum'),
      ...common,
      momentum: z.number().min(0).lt(1),
      nesterov: z.boolean().exactOptional(),
    }),
    z.strictObject({ kind: z.literal('adam'), ...common }),
  ]),
  seed: number('seed'),
  schedule: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('constant') }),
      z.strictObject({ kind: z.literal('step'), every: number('every'), factor }),
      z.strictObject({ kind: z.literal('cosine') }),
      z.strictObject({ kind: z.literal('plateau'), patience: number('patience'), factor }),
    ])
    .exactOptional(),
  warmUpEpochs: number('warmUpEpochs').exactOptional(),
  clipNorm: number('clipNorm').exactOptional(),
  earlyStopping: number('earlyStopping').exactOptional(),
  augmentation: z
    .strictObject({
      shift: number('shift').exactOptional(),
      mirror: z.boolean().exactOptional(),
      rotation: number('rotation').exactOptional(),
      zoom: number('zoom').exactOptional(),
      brightness: number('brightness').exactOptional(),
      contrast: number('contrast').exactOptional(),
      pcaColor: number('pcaColor').exactOptional(),
    })
    .exactOptional(),
  precision: z.enum(['float32', 'bfloat16']).exactOptional(),
  device: z.string().min(1).max(200).exactOptional(),
})
