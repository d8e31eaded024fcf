import { readFileSync } from 'node:fs'
import { saysOutOfMemory } from '../shared/memory-errors.ts'

/** SIGKILL as Node, Electron and a shell tell of it. */
const killed: readonly string[] = ['SIGKILL', 'exit 9', 'exit 137']

/** Electron's allocator ends a process by a trap where it has no memory to give. */
const trapped: readonly string[] = ['SIGTRAP', 'exit 5', 'exit 133']

/** How often the system has killed a process for want of memory; undefined where it does not say. */
export function memoryKills(): number | undefined {
  try {
    const found = /^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1]
    return found === undefined ? undefined : Number(found)
  } catch {
    return undefined
  }
}

/**
 * Whether a worker has ended because memory ran out: it said so, its allocator ended it, or the system killed it. `kills`: `memoryKills` when it was started and
 * now; where they are not known, whatever was killed is taken to have been too large.
 */
export function ranOutOfMemory(
  reason: string,
  lastLines: string,
  kills: { readonly before: number | undefined; readonly now: number | undefined },
): boolean {
  if (trapped.includes(reason)) return true
  if (!killed.includes(reason)) return saysOutOfMemory(lastLines)
  const { before, now } = kills
  return before === undefined || now === undefined || now > before
}
