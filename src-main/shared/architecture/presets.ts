import type { TrainingSettings } from '../training-settings.ts'
import type {
  ArchitectureSpec,
  ConvolutionLayer,
  DenseLayer,
  PoolLayer,
  Size,
  SubsampleLayer,
} from './spec.ts'

export const presetIds = ['lenet-article', 'lenet-5', 'lenet-modern'] as const
export type PresetId = (typeof presetIds)[number]

export interface Preset {
  readonly spec: ArchitectureSpec
  /** Where its numbers come from. */
  readonly source: string
  /** Settings with which it learns the samples; networks.md's accuracies were reached with them. */
  readonly training: Pick<TrainingSettings, 'batchSize' | 'optimizer'>
}

const square = (side: number): Size => ({ height: side, width: side })

const conv = (
  name: string,
  filters: number,
  kernel: number,
  rest: Partial<ConvolutionLayer>,
): ConvolutionLayer => ({
  kind: 'conv2d',
  id: name,
  name,
  filters,
  kernel: square(kernel),
  stride: square(1),
  padding: square(0),
  activation: 'relu',
  initializer: 'glorot',
  ...rest,
})

const pool = (name: string, mode: PoolLayer['mode']): PoolLayer => ({
  kind: 'pool',
  id: name,
  name,
  mode,
  window: square(2),
  stride: square(2),
})

const subsample = (name: string): SubsampleLayer => ({
  kind: 'subsample',
  id: name,
  name,
  window: square(2),
  activation: 'scaled-tanh',
})

const dense = (
  name: string,
  units: DenseLayer['units'],
  activation: DenseLayer['activation'],
): DenseLayer => ({
  kind: 'dense',
  id: name,
  name,
  units,
  activation,
  initializer: activation === 'relu' ? 'he' : 'glorot',
})

const grey32 = { ...square(32), channels: 1 }

/** Which maps of S2 each of C3's sixteen maps reads (LeCun et al. 1998, table I). */
const c3Connections = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [3, 4, 5],
  [0, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 3, 4, 5],
  [0, 3, 4, 5],
  [0, 1, 4, 5],
  [0, 1, 2, 5],
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
]

const adam = { kind: 'adam', learningRate: 0.001 } as const

export const presets: Readonly<Record<PresetId, Preset>> = {
  'lenet-article': {
    source: 'LeNet与AlexNet结构',
    training: { batchSize: 128, optimizer: adam },
    spec: {
      version: 1,
      id: 'lenet-article',
      name: 'LeNet (article)',
      input: { ...grey32, range: [0, 1] },
      layers: [
        conv('conv1', 6, 5, { activation: 'sigmoid' }),
        pool('pool1', 'average'),
        conv('conv2', 16, 5, { activation: 'sigmoid' }),
        pool('pool2', 'average'),
        dense('fc1', 120, 'sigmoid'),
        dense('fc2', 64, 'sigmoid'),
        dense('fc3', 'classes', 'none'),
      ],
    },
  },
  'lenet-5': {
    source: 'LeCun, Bottou, Bengio, Haffner, Proc. IEEE 86(11), 1998',
    training: { batchSize: 128, optimizer: adam },
    spec: {
      version: 1,
      id: 'lenet-5',
      name: 'LeNet-5 (1998)',
      input: { ...grey32, range: [-0.1, 1.175] },
      layers: [
        conv('conv1', 6, 5, { activation: 'scaled-tanh' }),
        subsample('pool1'),
        conv('conv2', 16, 5, { activation: 'scaled-tanh', connections: c3Connections }),
        subsample('pool2'),
        conv('conv3', 120, 5, { activation: 'scaled-tanh' }),
        dense('fc1', 84, 'scaled-tanh'),
        dense('fc2', 'classes', 'none'),
      ],
    },
  },
  'lenet-modern': {
    source: 'LeNet-5 with dense C3, max pooling and ReLU',
    training: { batchSize: 128, optimizer: adam },
    spec: {
      version: 1,
      id: 'lenet-modern',
      name: 'LeNet (modern)',
      input: { ...grey32, range: [0, 1] },
      layers: [
        conv('conv1', 6, 5, { initializer: 'he' }),
        pool('pool1', 'max'),
        conv('conv2', 16, 5, { initializer: 'he' }),
        pool('pool2', 'max'),
        dense('fc1', 120, 'relu'),
        dense('fc2', 84, 'relu'),
        dense('fc3', 'classes', 'none'),
      ],
    },
  },
}
