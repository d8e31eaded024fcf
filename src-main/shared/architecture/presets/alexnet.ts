import type { ArchitectureSpec, Layer, Shape } from '../spec.ts'
import { conv, dense, dropout, lrn, pool, square } from './layers.ts'
import type { Preset } from './preset.ts'

const colour224: Shape = { ...square(224), channels: 3 }

/** Krizhevsky et al. 2012, section 5: batch 128, momentum 0.9, weight decay 0.0005, the rate divided by 10 when validation stops improving. */
const training: Preset['training'] = {
  batchSize: 128,
  optimizer: { kind: 'momentum', learningRate: 0.01, momentum: 0.9, weightDecay: 0.0005 },
  schedule: { kind: 'plateau', patience: 3, factor: 0.1 },
  augmentation: { shift: 0.06, mirror: true },
}

/** Larger steps than the paper's, for a network without its size. */
const smallTraining: Preset['training'] = {
  ...training,
  batchSize: 64,
  optimizer: { ...training.optimizer, learningRate: 0.02 },
}

const hidden = (units: number): Layer[] => [
  dense('fc6', units, 'relu'),
  dropout('drop6', 0.5),
  dense('fc7', units, 'relu'),
  dropout('drop7', 0.5),
  dense('fc8', 'classes', 'none'),
]

interface Choices {
  readonly groups: number
  readonly normalized: boolean
  /** Strides of the second and third convolution. */
  readonly strides: readonly [number, number]
}

/** The eight layers of the paper's figure 2. */
function layers({ groups, normalized, strides: [second, third] }: Choices): Layer[] {
  const split = groups > 1 ? { groups } : {}
  const normalize = (name: string): Layer[] => (normalized ? [lrn(name)] : [])
  return [
    conv('conv1', 96, 11, { stride: square(4), padding: square(2) }),
    ...normalize('norm1'),
    pool('pool1', 'max', 3, 2),
    conv('conv2', 256, 5, { stride: square(second), padding: square(2), ...split }),
    ...normalize('norm2'),
    pool('pool2', 'max', 3, 2),
    conv('conv3', 384, 3, { stride: square(third), padding: square(1) }),
    conv('conv4', 384, 3, { padding: square(1), ...split }),
    conv('conv5', 256, 3, { padding: square(1), ...split }),
    pool('pool5', 'max', 3, 2),
    ...hidden(4096),
  ]
}

const alexnet = (id: string, name: string, choices: Choices): ArchitectureSpec => ({
  version: 1,
  id,
  name,
  input: { ...colour224, range: [-1, 1] },
  layers: layers(choices),
})

const small: ArchitectureSpec = {
  version: 1,
  id: 'alexnet-small',
  name: 'AlexNet (small)',
  input: { ...square(64), channels: 3, range: [-1, 1] },
  layers: [
    conv('conv1', 32, 7, { stride: square(2), padding: square(3) }),
    lrn('norm1'),
    pool('pool1', 'max', 3, 2),
    conv('conv2', 64, 5, { padding: square(2), groups: 2 }),
    lrn('norm2'),
    pool('pool2', 'max', 3, 2),
    conv('conv3', 96, 3, { padding: square(1) }),
    conv('conv4', 96, 3, { padding: square(1), groups: 2 }),
    conv('conv5', 64, 3, { padding: square(1), groups: 2 }),
    pool('pool5', 'max', 3, 2),
    ...hidden(256),
  ],
}

const paper = 'Krizhevsky, Sutskever, Hinton, NIPS 2012'

export const alexnets = {
  'alexnet-article': {
    source: 'LeNet与AlexNet结构',
    training,
    spec: alexnet('alexnet-article', 'AlexNet (article)', {
      groups: 2,
      normalized: false,
      strides: [2, 2],
    }),
  },
  alexnet: {
    source: paper,
    training,
    spec: alexnet('alexnet', 'AlexNet (2012)', { groups: 2, normalized: true, strides: [1, 1] }),
  },
  'alexnet-one-tower': {
    source: `${paper}; one tower`,
    training,
    spec: alexnet('alexnet-one-tower', 'AlexNet (one tower)', {
      groups: 1,
      normalized: true,
      strides: [1, 1],
    }),
  },
  'alexnet-small': { source: `${paper}; 64x64, narrower`, training: smallTraining, spec: small },
} as const satisfies Record<string, Preset>
