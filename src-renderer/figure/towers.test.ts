import { expect, test } from 'vitest'
import type { Layer } from '../../src-main/shared/architecture/spec.ts'
import { towersOf } from './towers.ts'

const size = (side: number) => ({ height: side, width: side })

const conv = (groups?: number): Layer => ({
  kind: 'conv2d',
  id: 'conv',
  name: 'conv',
  filters: 48,
  kernel: size(3),
  stride: size(1),
  padding: size(1),
  activation: 'relu',
  initializer: 'he',
  ...(groups === undefined ? {} : { groups }),
})
const pool: Layer = { kind: 'pool', id: 'pool', name: 'pool', mode: 'max', window: size(2), stride: size(2) }
const dense: Layer = {
  kind: 'dense',
  id: 'fc',
  name: 'fc',
  units: 'classes',
  activation: 'none',
  initializer: 'glorot',
}

test('a layer lies in towers when the next convolution reads it by groups, and pooling keeps them', () => {
  expect(towersOf([conv(), pool, conv(2), pool, conv(), dense])).toEqual([2, 2, 2, 2, 1, 1])
})

test('its own groups come before those of its reader', () => {
  expect(towersOf([conv(2), conv(3), dense])).toEqual([2, 3, 1])
})

test('a dense layer reads everything, and more towers than can be drawn are drawn as one', () => {
  expect(towersOf([conv(), pool, dense])).toEqual([1, 1, 1])
  expect(towersOf([conv(), conv(48), dense])).toEqual([1, 1, 1])
})
