import { expect, it } from 'vitest'
import { presets } from '../shared/architecture/presets/index.ts'
import { isBfloat16Faster } from '../shared/faster-precision.ts'
import { success } from '../shared/result.ts'
import { timesInEach, withoutBfloat16 } from './precision-check.ts'
import type { MeasureRequest } from './time-forecast.ts'

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

it('bfloat16 is worth choosing where its steps, measured as well as those in float32, are faster', async () => {
  const { spec } = presets['lenet-modern']
  const quick = { devices: [{ ...device, bfloat16: true }] }
  const asked: unknown[] = []
  const measuring = (bfloat16: number) => ({
    measure: async ({ settings: { precision } }: MeasureRequest) => {
      asked.push(precision)
      const processorSecondsPerStep = precision === 'bfloat16' ? bfloat16 : 0.1
      // Other programs ran meanwhile.
      return success({ secondsPerStep: 5, processorSecondsPerStep, secondsPerScoredPicture: 1 })
    },
  })
  const faster = async (bfloat16: number) => {
    const times = await timesInEach(measuring(bfloat16), { spec, classes: 10, settings }, quick)
    return times.ok && isBfloat16Faster(times.value)
  }
  expect([await faster(0.06), await faster(0.099), await faster(0.2)]).toEqual([true, false, false])
  expect(asked.slice(0, 2)).toEqual(['float32', 'bfloat16'])

  const plain = { devices: [{ ...device, bfloat16: false }] }
  const refused = await timesInEach(measuring(0.06), { spec, classes: 10, settings }, plain)
  expect(refused).toMatchObject({ problem: { code: 'training.no-bfloat16' } })
  expect(asked).toHaveLength(6)
})
