import type { EngineDevice } from './contract/engine.ts'
import { failure, type Result, success } from './result.ts'

/** The device that a person named: by its name, as `cpu` or `gpu`, or as `gpu:1`, counted from 0; undefined: the first. */
export function findDevice(
  devices: readonly EngineDevice[],
  asked: string | undefined,
): Result<EngineDevice> {
  const word = asked?.trim().toLowerCase()
  const [, kind, place = '0'] = /^(cpu|gpu)(?::(\d+))?$/.exec(word ?? '') ?? []
  const found =
    word === undefined
      ? devices[0]
      : (devices.find(({ name }) => name.toLowerCase() === word) ??
        devices.filter(device => device.kind === kind)[Number(place)])
  if (found) return success(found)
  const known = devices.map(({ name }) => name).join(', ')
  return failure('engine.no-device', { found: asked ?? '', known })
}
