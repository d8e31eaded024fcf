import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import { promisify } from 'node:util'
import type { EngineInfo } from '../../shared/contract/engine.ts'

/** Share of a Mac's memory that programs may count on: what is not in use there does not show as free, but as cached or compressed. */
const shareOfMac = 0.75

/**
 * Tells the memory that a run may take on the device that computes: what is free, and what this process holds beyond its own start, since
 * TensorFlow keeps what it once had and uses it again.
 */
export function createFreeMemory({ devices }: EngineInfo): () => Promise<number> {
  const atStart = process.memoryUsage.rss()
  return async () => {
    if (devices[0]?.kind === 'gpu') return freeOnCard()
    return (await freeInComputer()) + Math.max(0, process.memoryUsage.rss() - atStart)
  }
}

async function freeInComputer(): Promise<number> {
  const free = process.platform === 'darwin' ? shareOfMac * totalmem() : freemem()
  const limit = process.constrainedMemory()
  // No limit is 0, undefined or a number beyond all memory, depending on the system.
  if (!limit || limit >= totalmem()) return free
  const { current, files } = await usedByContainer()
  return Math.min(free, limit - (current - files))
}

/** A container's use counts files that the system has cached, and gives up when memory is asked for. */
async function usedByContainer(): Promise<{ current: number; files: number }> {
  const read = (name: string) => readFile(`/sys/fs/cgroup/${name}`, 'utf8').catch(() => '')
  const [current, stat] = await Promise.all([read('memory.current'), read('memory.stat')])
  return { current: Number(current) || 0, files: Number(/^file (\d+)$/m.exec(stat)?.[1] ?? 0) }
}

async function freeOnCard(): Promise<number> {
  const ask = async (query: string) => {
    const asked = await promisify(execFile)('nvidia-smi', [query, '--format=csv,noheader,nounits']).catch(
      () => ({ stdout: '' }),
    )
    return asked.stdout.trim().split('\n')
  }
  const card = Number(process.env['CUDA_VISIBLE_DEVICES']?.split(',')[0] ?? 0) || 0
  const [free, apps] = await Promise.all([
    ask('--query-gpu=memory.free'),
    ask('--query-compute-apps=pid,used_memory'),
  ])
  const mebibytes = Number(free[card])
  // A card that tells nothing is tried.
  if (!Number.isFinite(mebibytes) || mebibytes === 0) return Number.POSITIVE_INFINITY
  const own = apps.map(line => line.split(', ')).find(([pid]) => Number(pid) === process.pid)?.[1]
  return (mebibytes + (Number(own) || 0)) * 2 ** 20
}
