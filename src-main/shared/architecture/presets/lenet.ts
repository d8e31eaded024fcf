import { c3Connections } from '../connections.ts'
import type { ArchitectureSpec, Shape } from '../spec.ts'
import { conv, dense, pool, square, subsample } from './layers.ts'
import type { Preset } from './preset.ts'

const grey32: Shape = { ...square(32), channels: 1 }

const training = { batchSize: 128, optimizer: { kind: 'adam', learningRate: 0.001 } } as const

const lenetArticle: ArchitectureSpec = {
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
}

const lenet5: ArchitectureSpec = {
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
}

const lenetModern: ArchitectureSpec = {
  version: 1,
  id: 'lenet-modern',
  name: 'LeNet (modern)',
  input: { ...grey32, range: [0, 1] },
  layers: [
    conv('conv1', 6, 5),
    pool('pool1', 'max'),
    conv('conv2', 16, 5),
    pool('pool2', 'max'),
    dense('fc1', 120, 'relu'),
    dense('fc2', 84, 'relu'),
    dense('fc3', 'classes', 'none'),
  ],
}

export const lenets = {
  'lenet-article': { source: 'LeNet与AlexNet结构', training, spec: lenetArticle },
  'lenet-5': {
    source: 'LeCun, Bottou, Bengio, Haffner, Proc. IEEE 86(11), 1998',
    training,
    spec: lenet5,
  },
  'lenet-modern': {
    source: 'LeNet-5 with dense C3, max pooling and ReLU',
    training,
    spec: lenetModern,
  },
} as const satisfies Record<string, Preset>
