import { randomBytes } from 'node:crypto'

export type ErrorLog = ReturnType<typeof createErrorLog>

const kept = 50

/** Bugs by id: written to the log, and the latest kept so that a person can copy their details. */
export function createErrorLog(write: (line: string) => void) {
  const details = new Map<string, string>()
  return {
    /** Answers the id under which the error can be found. */
    add(where: string, error: unknown): string {
      const id = randomBytes(3).toString('hex')
      const text = `[${id}] ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
      details.set(id, text)
      if (details.size > kept) details.delete(details.keys().next().value!)
      write(text)
      return id
    },
    details: (id: string) => details.get(id) ?? '',
  }
}
