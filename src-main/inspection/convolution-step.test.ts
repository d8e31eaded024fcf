import { expect, it } from 'vitest'
import { conv } from '../shared/architecture/presets/layers.ts'
import { convolutionStep } from './convolution-step.ts'

/** 1 x 1 kernels over 4 maps of one value, in two towers of two maps: filter 0 reads maps 0 and 1, filter 1 maps 2 and 3. */
const layer = conv('conv1', 2, 1, { groups: 2, activation: 'none' })
const input = { shape: [1, 1, 4], values: Float32Array.of(1, 2, 3, 4) }
const kernel = { shape: [1, 1, 2, 2], values: Float32Array.of(0.5, 1, -2, 0.25) }
const bias = { shape: [2], values: Float32Array.of(0, 1) }
const output = { shape: [1, 1, 2], values: Float32Array.of(-3.5, 5) }
const at = (filter: number, source?: number) =>
  convolutionStep({ layer, input, output, kernel, bias }, { filter, source, row: 0, column: 0 })

it('is told for the map that has most to do with it, where none is named', () => {
  expect(at(0)).toMatchObject({ sources: [0, 1], source: 1, sum: -4, others: 0.5, output: -3.5 })
  expect(at(1)).toMatchObject({ sources: [2, 3], source: 2, sum: 3, others: 1, bias: 1, output: 5 })
})

it('is told for the map that is named, of those that its tower reads', () => {
  expect(at(0, 0)).toMatchObject({ source: 0, sum: 0.5, others: -4, window: [[1]], kernel: [[0.5]] })
  expect(at(0, 2)).toBeUndefined()
  expect(at(2, 0)).toBeUndefined()
})
