import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cardsOnBus } from './collect-evidence.ts'

let bus: string
beforeEach(async () => {
  bus = await mkdtemp(join(tmpdir(), 'lenslet-bus-'))
})
afterEach(() => rm(bus, { recursive: true }))

async function plugIn(place: string, vendor: string, kind: string, driver?: string) {
  await mkdir(join(bus, place))
  await writeFile(join(bus, place, 'vendor'), `${vendor}\n`)
  await writeFile(join(bus, place, 'class'), `${kind}\n`)
  if (driver) await symlink(`../../../../bus/pci/drivers/${driver}`, join(bus, place, 'driver'))
}

describe('the cards on the PCI bus', () => {
  it('are the display controllers of makers that matter, with their drivers', async () => {
    await plugIn('0000:00:02.0', '0x8086', '0x030000', 'i915')
    await plugIn('0000:01:00.0', '0x10de', '0x030000', 'nouveau')
    await plugIn('0000:01:00.1', '0x10de', '0x040300', 'snd_hda_intel')
    await plugIn('0000:02:00.0', '0x10de', '0x030200')
    await plugIn('0000:03:00.0', '0x1002', '0x038000', 'amdgpu')
    expect(await cardsOnBus(bus)).toEqual([
      { maker: 'nvidia', driver: 'nouveau' },
      { maker: 'nvidia', driver: null },
      { maker: 'amd', driver: 'amdgpu' },
    ])
  })

  it('are none where there is no bus', async () => {
    expect(await cardsOnBus(join(bus, 'none'))).toEqual([])
  })
})
