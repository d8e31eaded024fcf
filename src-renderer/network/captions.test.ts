import { expect, test } from 'vitest'
import { inferShapes } from '../../src-main/shared/architecture/shapes.ts'
import type { ArchitectureSpec, Layer } from '../../src-main/shared/architecture/spec.ts'
import { messagesFor } from '../../src-main/shared/messages/messages.ts'
import { figureColumns } from '../figure/columns.ts'
import { figureGroups } from '../figure/groups.ts'
import { captionLines, rangeText } from './captions.ts'

const size = (side: number) => ({ height: side, width: side })

const conv: Layer = {
  kind: 'conv2d',
  id: 'conv1',
  name: 'conv1',
  filters: 8,
  kernel: size(3),
  stride: size(1),
  padding: size(1),
  activation: 'none',
  initializer: 'he',
}

const spec: ArchitectureSpec = {
  version: 1,
  id: 'own',
  name: 'Own',
  input: { ...size(16), channels: 3, range: [0, 1] },
  layers: [
    conv,
    { kind: 'batch-norm', id: 'bn1', name: 'bn1', momentum: 0.99, epsilon: 1e-3, activation: 'relu' },
    { kind: 'global-average-pool', id: 'mean', name: 'mean' },
    { kind: 'dense', id: 'out', name: 'out', units: 'classes', activation: 'none', initializer: 'glorot' },
  ],
}

test.each([
  [
    'en',
    [
      ['input', '16×16×3'],
      ['conv1', '16×16×8', '3×3', 'BN', 'ReLU'],
      ['mean', '1×1×8', 'average'],
      ['out', '5'],
    ],
  ],
  [
    'zh-CN',
    [
      ['输入', '16×16×3'],
      ['conv1', '16×16×8', '3×3', 'BN', 'ReLU'],
      ['mean', '1×1×8', '平均'],
      ['out', '5'],
    ],
  ],
] as const)('captions in %s name the layer, its output and its marks', (language, expected) => {
  const groups = figureGroups(figureColumns(spec, inferShapes(spec, 5).layers), columns =>
    captionLines(messagesFor(language), columns),
  )
  expect(groups.map(({ caption }) => caption)).toEqual(expected)
})

test('what several names share is said once', () => {
  expect(rangeText(['conv3_1', 'conv3_2', 'conv3_4'])).toBe('conv3_1–4')
  expect(rangeText(['conv9', 'conv10'])).toBe('conv9–10')
  expect(rangeText(['edges', 'corners'])).toBe('edges – corners')
  expect(rangeText(['conv1'])).toBe('conv1')
})

test.each([
  [8, 2, '4+4'],
  [8, 4, '4×2'],
  [7, 2, '×7'],
])('%d channels in %d towers are %s', (channels, towers, expected) => {
  const [, column] = figureColumns(spec, inferShapes(spec, 5).layers)
  const drawn = { ...column!, towers, shape: { ...column!.shape, channels } }
  expect(captionLines(messagesFor('en'), [drawn])[2]).toBe(expected)
})
