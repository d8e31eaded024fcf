import type { EngineDevice } from './contract/engine.ts'
import { failure, type Result, success } from './result.ts'

/**
 * The devices that a person named: each by its name, as `cpu` or `gpu`, or as `gpu:1`, counted from 0; undefined: the first. Several graphics
 * cards, joined by `+`, compute the towers of a network together.
 */
export function findDevices(
  devices: readonly EngineDevice[],
  asked: string | undefined,
): Result<readonly EngineDevice[]> {
  const found = asked === undefined ? [devices[0]] : namesIn(asked).map(name => findDevice(devices, name))
  const chosen = found.filter(device => device !== undefined)
  const together = chosen.length === 1 || chosen.every(({ kind }) => kind === 'gpu')
  if (chosen.length === found.length && new Set(chosen).size === found.length && together)
    return success(chosen)
  const known = devices.map(({ name }) => name).join(', ')
  return failure('engine.no-device', { found: asked ?? '', known })
}

/** How many devices are named. */
export const countDevices = (asked: string | undefined): number =>
  asked === undefined ? 1 : namesIn(asked).length

const namesIn = (asked: string) => asked.split('+').map(name => name.trim().toLowerCase())

function findDevice(devices: readonly EngineDevice[], word: string): EngineDevice | undefined {
  const named = devices.find(({ name }) => name.toLowerCase() === word)
  const [, kind, place = '0'] = /^(cpu|gpu)(?::(\d+))?$/.exec(word) ?? []
  return named ?? devices.filter(device => device.kind === kind)[Number(place)]
}
