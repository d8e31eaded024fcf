import { expect, test } from 'vitest'
import { presetIds, presets } from '../../src-main/shared/architecture/presets/index.ts'
import { summarize } from '../../src-main/shared/architecture/summary.ts'
import { flopsSum, lengthSum, parameterSum, type Sum } from './arithmetic.ts'

const layersOf = (id: (typeof presetIds)[number]) => {
  const { layers } = summarize(presets[id].spec, 10)
  return layers.filter(layer => layer !== undefined)
}

/** Works an expression out by hand: brackets first, then products, then sums. */
function workOut(expression: string): number {
  const floored = /⌊([^⌊⌋]*)⌋/.exec(expression)
  if (floored) return workOut(expression.replace(floored[0], String(Math.floor(workOut(floored[1]!)))))
  const inner = /\(([^()]*)\)/.exec(expression)
  if (inner) return workOut(expression.replace(inner[0], String(workOut(inner[1]!))))
  const plus = expression.split(' + ')
  if (plus.length > 1) return plus.reduce((sum, part) => sum + workOut(part), 0)
  const minus = expression.split(' − ')
  if (minus.length > 1) return minus.slice(1).reduce((sum, part) => sum - workOut(part), workOut(minus[0]!))
  const [product, ...divisors] = expression.split(' / ')
  const value = product!.split(' × ').reduce((result, part) => result * Number(part), 1)
  return divisors.reduce((result, divisor) => result / Number(divisor), value)
}

const layer = (id: (typeof presetIds)[number], name: string) =>
  layersOf(id).find(entry => entry.layer.name === name)!

test('the sums of LeNet read as in the text book', () => {
  const conv1 = layer('lenet-5', 'conv1')
  expect(lengthSum(conv1.layer, conv1.shapes, 'height')).toEqual({
    expression: '(32 − 5) / 1 + 1',
    result: 28,
  })
  expect(parameterSum(conv1.layer, conv1.shapes)).toEqual({ expression: '6 × (5 × 5 × 1 + 1)', result: 156 })
  const conv2 = layer('lenet-5', 'conv2')
  expect(parameterSum(conv2.layer, conv2.shapes)).toEqual({ expression: '60 × 5 × 5 + 16', result: 1516 })
  const fc2 = layer('lenet-article', 'fc2')
  expect(parameterSum(fc2.layer, fc2.shapes)).toEqual({ expression: '(120 + 1) × 64', result: 7744 })
})

test.each(presetIds)('every sum of %s comes out as it says', id => {
  for (const { layer, shapes } of layersOf(id)) {
    const sums: (Sum | null)[] = [
      lengthSum(layer, shapes, 'height'),
      lengthSum(layer, shapes, 'width'),
      parameterSum(layer, shapes),
      flopsSum(layer, shapes),
    ]
    for (const sum of sums) if (sum) expect(workOut(sum.expression), sum.expression).toBe(sum.result)
  }
})

test('a stride that does not divide evenly is rounded down, and padding is written out', () => {
  const conv = {
    ...presets['lenet-modern'].spec.layers[0]!,
    kind: 'conv2d' as const,
    filters: 96,
    kernel: { height: 11, width: 11 },
    stride: { height: 4, width: 4 },
    padding: { height: 2, width: 2 },
    activation: 'relu' as const,
    initializer: 'he' as const,
  }
  const input = { height: 224, width: 224, channels: 3 }
  const shapes = { input, output: { height: 55, width: 55, channels: 96 } }
  expect(lengthSum(conv, shapes, 'width')?.expression).toBe('⌊(224 + 2 × 2 − 11) / 4⌋ + 1')
})
