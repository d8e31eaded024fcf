import { type FileHandle, open } from 'node:fs/promises'
import type { NumberedEvent } from '../shared/contract/training.ts'
import { withoutUndone } from '../shared/undone-events.ts'

export interface RunLog {
  /** Lines reach the file in the order they are given; what could not be written is tried again with the next. */
  append(event: NumberedEvent): void
  /** Rejects when lines are left that could not be written. */
  close(): Promise<void>
}

/** Opens `metrics.ndjson` for appending, one event a line. */
export async function openRunLog(path: string): Promise<RunLog> {
  const file = await open(path, 'a+')
  let waiting = ''
  let torn = await endsWithinLine(file)
  let writing: Promise<void> = Promise.resolve()

  async function flush(): Promise<void> {
    if (waiting === '') return
    const lines = waiting
    waiting = ''
    try {
      // A write that failed half-way left a piece of a line.
      await file.appendFile(torn ? `\n${lines}` : lines)
      torn = false
    } catch (error) {
      waiting = lines + waiting
      torn = true
      throw error
    }
  }

  return {
    append(event) {
      waiting += `${JSON.stringify(event)}\n`
      writing = writing.then(flush).catch(() => undefined)
    },
    async close() {
      try {
        await writing
        await flush()
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}

/** A process that was killed while it wrote left a piece of a line, which the next line must not be added to. */
async function endsWithinLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  if (size === 0) return false
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer.toString() !== '\n'
}

/** The events of a log in their order, each once, without those that were undone; lines that are no events are passed over. */
export async function readRunLog<Type extends NumberedEvent['type']>(
  path: string,
  types?: readonly Type[],
): Promise<Extract<NumberedEvent, { type: Type }>[]> {
  // A long run has a hundred steps for each epoch; those that are not asked for are not parsed.
  const wanted = types && [...types, 'started' as const].map(type => `"type":"${type}"`)
  const events: NumberedEvent[] = []
  try {
    const file = await open(path)
    for await (const line of file.readLines()) {
      if (wanted && !wanted.some(text => line.includes(text))) continue
      const event = parseEvent(line)
      if (event && event.seq > (events.at(-1)?.seq ?? 0)) events.push(event)
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return withoutUndone(events).filter(
    (event): event is Extract<NumberedEvent, { type: Type }> => !types || types.includes(event.type as Type),
  )
}

function parseEvent(line: string): NumberedEvent | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const isEvent = typeof value === 'object' && value !== null && 'type' in value && 'seq' in value
    return isEvent && typeof value.seq === 'number' ? (value as NumberedEvent) : undefined
  } catch {
    return undefined
  }
}
