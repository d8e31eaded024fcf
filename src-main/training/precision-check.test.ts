import { expect, it } from 'vitest'
import { withoutBfloat16 } from './precision-check.ts'

const settings = { epochs: 1, batchSize: 8, optimizer: { kind: 'sgd', learningRate: 1 }, seed: 1 } as const
const device = { name: 'EPYC', kind: 'cpu', memoryBytes: 1 } as const

it('bfloat16 is refused on a device without its instructions, and float32 on none', () => {
  const plain = { devices: [{ ...device, bfloat16: false }] }
  expect(withoutBfloat16({ ...settings, precision: 'bfloat16' }, plain)).toEqual({
    code: 'training.no-bfloat16',
    params: { device: 'EPYC' },
  })
  expect(withoutBfloat16(settings, plain)).toBeUndefined()
  const quick = { devices: [{ ...device, bfloat16: true }] }
  expect(withoutBfloat16({ ...settings, precision: 'bfloat16' }, quick)).toBeUndefined()
})
