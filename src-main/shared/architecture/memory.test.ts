import { describe, expect, it } from 'vitest'
import { forecastMemory } from './memory.ts'
import { presetIds, presets } from './presets/index.ts'
import { summarize } from './summary.ts'

const momentum = { kind: 'momentum', learningRate: 0.01, momentum: 0.9 } as const
const forecast = (id: (typeof presetIds)[number], batchSize: number, branches = 2) =>
  forecastMemory(presets[id].spec, 10, { settings: { batchSize, optimizer: momentum }, branches })

describe('the memory forecast', () => {
  it.each(presetIds)('of %s grows with the batch by the same amount a picture', id => {
    const [two, four, six] = [2, 4, 6].map(batch => forecast(id, batch).activations)
    expect(four! - two!).toBeGreaterThan(0)
    expect(six! - four!).toBeCloseTo(four! - two!)
  })

  it.each(presetIds)('of %s holds the weights, their gradients and what the optimizer keeps', id => {
    const { weights, gradients, optimizer } = forecast(id, 8)
    const bytes = 4 * summarize(presets[id].spec, 10).parameters
    expect({ weights, optimizer }).toEqual({ weights: bytes, optimizer: bytes })
    expect(gradients).toBeGreaterThanOrEqual(bytes)
  })

  it('is the sum of its parts, and counts the pictures beside the graph', () => {
    const { total, ...parts } = forecast('vgg-small', 8)
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total)
    const settings = { batchSize: 8, optimizer: momentum }
    const withData = forecastMemory(presets['vgg-small'].spec, 10, { settings, branches: 2, dataBytes: 1e9 })
    expect(withData.data).toBeGreaterThanOrEqual(1e9)
    expect(withData.total).toBeGreaterThan(total)
  })
})
