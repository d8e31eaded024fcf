import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { GraphicsCard, GraphicsEvidence } from './evidence.ts'

const run = promisify(execFile)
const patienceMs = 20_000

/** Asks the system and NVIDIA's tool; what cannot be found out is left out. */
export async function collectEvidence(tensorflow: GraphicsEvidence['tensorflow']): Promise<GraphicsEvidence> {
  const [cards, nvidiaSmi] = await Promise.all([listCards(), askNvidia()])
  const visibleDevices = process.env['CUDA_VISIBLE_DEVICES'] ?? null
  return { cards, nvidiaSmi, visibleDevices, tensorflow }
}

function listCards(): Promise<GraphicsCard[]> {
  if (process.platform === 'linux') return cardsOnBus('/sys/bus/pci/devices')
  return process.platform === 'win32' ? cardsOfWindows() : Promise.resolve([])
}

const makers: Readonly<Record<string, GraphicsCard['maker']>> = { '0x10de': 'nvidia', '0x1002': 'amd' }

/** The devices of the class "display controller" (0x03), as Linux lists the PCI bus in `folder`. */
export async function cardsOnBus(folder: string): Promise<GraphicsCard[]> {
  const places = await readdir(folder).catch(() => [])
  const cards = places.toSorted().map(async (place): Promise<GraphicsCard | undefined> => {
    const read = (name: string) => readFile(join(folder, place, name), 'utf8').catch(() => '')
    const [vendor, kind] = await Promise.all([read('vendor'), read('class')])
    const maker = makers[vendor.trim()]
    if (!maker || !kind.startsWith('0x03')) return undefined
    const driver = await readlink(join(folder, place, 'driver')).catch(() => null)
    return { maker, driver: driver === null ? null : basename(driver) }
  })
  return (await Promise.all(cards)).filter(card => card !== undefined)
}

async function cardsOfWindows(): Promise<GraphicsCard[]> {
  const question = 'Get-CimInstance Win32_VideoController | ForEach-Object { $_.PNPDeviceID }'
  const options = { timeout: patienceMs, windowsHide: true }
  const listed = await run('powershell', ['-NoProfile', '-Command', question], options).catch(() => null)
  return (listed?.stdout ?? '').split('\n').flatMap(line => {
    const maker = makers[`0x${/VEN_([0-9A-F]{4})/i.exec(line)?.[1]?.toLowerCase()}`]
    return maker ? [{ maker, driver: null }] : []
  })
}

async function askNvidia(): Promise<GraphicsEvidence['nvidiaSmi']> {
  try {
    const { stdout } = await run('nvidia-smi', [], { timeout: patienceMs, windowsHide: true })
    return { succeeded: true, text: stdout }
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string }
    return code === 'ENOENT' ? null : { succeeded: false, text: `${stdout}${stderr}` }
  }
}
