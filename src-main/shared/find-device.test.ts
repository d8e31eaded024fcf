import { describe, expect, it } from 'vitest'
import type { EngineDevice } from './contract/engine.ts'
import { countDevices, findDevices } from './find-device.ts'

const device = (name: string, kind: EngineDevice['kind']): EngineDevice => ({ name, kind, memoryBytes: 1 })
const [first, second, processor] = [device('RTX #1', 'gpu'), device('RTX #2', 'gpu'), device('EPYC', 'cpu')]
const devices = [first, second, processor]

describe('a device', () => {
  it('is found by its name, its kind, or its kind and number', () => {
    expect(findDevices(devices, undefined)).toEqual({ ok: true, value: [first] })
    expect(findDevices(devices, 'rtx #2')).toEqual({ ok: true, value: [second] })
    expect(findDevices(devices, 'gpu')).toEqual({ ok: true, value: [first] })
    expect(findDevices(devices, 'GPU:1')).toEqual({ ok: true, value: [second] })
    expect(findDevices(devices, 'cpu')).toEqual({ ok: true, value: [processor] })
  })

  it('that is not there is refused with those that are', () => {
    expect(findDevices(devices, 'gpu:2')).toEqual({
      ok: false,
      problem: { code: 'engine.no-device', params: { found: 'gpu:2', known: 'RTX #1, RTX #2, EPYC' } },
    })
    expect(findDevices([processor], 'gpu').ok).toBe(false)
  })

  it('may be two cards together, and nothing else', () => {
    expect(findDevices(devices, 'gpu:1+gpu:0')).toEqual({ ok: true, value: [second, first] })
    expect(findDevices(devices, 'gpu:0 + gpu:0').ok).toBe(false)
    expect(findDevices(devices, 'gpu:0+cpu').ok).toBe(false)
    expect([undefined, 'gpu', 'gpu:0+gpu:1'].map(countDevices)).toEqual([1, 1, 2])
  })
})
