import { describe, expect, it } from 'vitest'
import type { EngineDevice } from './contract/engine.ts'
import { findDevice } from './find-device.ts'

const device = (name: string, kind: EngineDevice['kind']): EngineDevice => ({ name, kind, memoryBytes: 1 })
const [first, second, processor] = [device('RTX #1', 'gpu'), device('RTX #2', 'gpu'), device('EPYC', 'cpu')]
const devices = [first, second, processor]

describe('a device', () => {
  it('is found by its name, its kind, or its kind and number', () => {
    expect(findDevice(devices, undefined)).toEqual({ ok: true, value: first })
    expect(findDevice(devices, 'rtx #2')).toEqual({ ok: true, value: second })
    expect(findDevice(devices, 'gpu')).toEqual({ ok: true, value: first })
    expect(findDevice(devices, 'GPU:1')).toEqual({ ok: true, value: second })
    expect(findDevice(devices, 'cpu')).toEqual({ ok: true, value: processor })
  })

  it('that is not there is refused with those that are', () => {
    expect(findDevice(devices, 'gpu:2')).toEqual({
      ok: false,
      problem: { code: 'engine.no-device', params: { found: 'gpu:2', known: 'RTX #1, RTX #2, EPYC' } },
    })
    expect(findDevice([processor], 'gpu').ok).toBe(false)
  })
})
