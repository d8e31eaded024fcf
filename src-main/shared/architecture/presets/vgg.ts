import type { ArchitectureSpec, Layer } from '../spec.ts'
import { conv, dense, dropout, pool, square } from './layers.ts'
import type { Preset } from './preset.ts'

/** Simonyan and Zisserman 2014, section 3.1; the batch is smaller than the paper's 256, which one computer seldom holds. */
const training: Preset['training'] = {
  batchSize: 32,
  optimizer: { kind: 'momentum', learningRate: 0.01, momentum: 0.9, weightDecay: 0.0005 },
  schedule: { kind: 'plateau', patience: 3, factor: 0.1 },
  augmentation: { shift: 0.06, mirror: true },
}

/** Filters of each convolution, block by block; every block ends in a 2x2 maximum (table 1, columns A, B, D, E). */
type Blocks = readonly (readonly number[])[]

function vgg(id: string, name: string, side: number, blocks: Blocks, units: number): ArchitectureSpec {
  const convolutions = blocks.flatMap((block, index): Layer[] => [
    ...block.map((filters, place) =>
      conv(`conv${index + 1}_${place + 1}`, filters, 3, { padding: square(1) }),
    ),
    pool(`pool${index + 1}`, 'max'),
  ])
  return {
    version: 1,
    id,
    name,
    input: { ...square(side), channels: 3, range: [-1, 1] },
    layers: [
      ...convolutions,
      dense('fc1', units, 'relu'),
      dropout('drop1', 0.5),
      dense('fc2', units, 'relu'),
      dropout('drop2', 0.5),
      dense('fc3', 'classes', 'none'),
    ],
  }
}

const repeat = (filters: number, times: number) => Array.from({ length: times }, () => filters)

const blocks = (first: number, rest: number): Blocks => [
  repeat(64, first),
  repeat(128, first),
  repeat(256, rest),
  repeat(512, rest),
  repeat(512, rest),
]

const a: Blocks = [[64], [128], [256, 256], [512, 512], [512, 512]]

const source = 'Simonyan, Zisserman, arXiv 1409.1556'

const preset = (spec: ArchitectureSpec, column: string): Preset => ({
  spec,
  training,
  source: `${source}, ${column}`,
})

export const vggs = {
  'vgg-11': preset(vgg('vgg-11', 'VGG-11', 224, a, 4096), 'A'),
  'vgg-13': preset(vgg('vgg-13', 'VGG-13', 224, blocks(2, 2), 4096), 'B'),
  'vgg-16': preset(vgg('vgg-16', 'VGG-16', 224, blocks(2, 3), 4096), 'D'),
  'vgg-19': preset(vgg('vgg-19', 'VGG-19', 224, blocks(2, 4), 4096), 'E'),
  'vgg-small': preset(
    vgg(
      'vgg-small',
      'VGG (small)',
      64,
      a.map(block => block.map(filters => filters / 4)),
      512,
    ),
    'A; 64x64, a quarter as wide',
  ),
} as const satisfies Record<string, Preset>
