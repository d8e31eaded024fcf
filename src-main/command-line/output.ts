import { type Messages, sayProblem } from '../shared/messages/messages.ts'
import type { Problem } from '../shared/result.ts'
import { padLeft, padRight, textWidth } from './text-width.ts'

export type Output = ReturnType<typeof createOutput>

interface Streams {
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream & { isTTY?: boolean }
}

/** What a verb says: data on stdout (NDJSON with `json`, text without), messages and progress on stderr. */
export function createOutput({ stdout, stderr }: Streams, json: boolean, messages: Messages) {
  let bar = false
  let muted = false
  const clearBar = () => {
    if (bar) stderr.write('\r\u001b[K')
    bar = false
  }
  return {
    json,
    messages,
    /** One object: a line of JSON, or its text where there is one to show. */
    data(object: unknown, text: string | undefined): void {
      if (muted) return
      clearBar()
      if (json) stdout.write(`${JSON.stringify(object)}\n`)
      else if (text !== undefined) stdout.write(`${text}\n`)
    },
    message(text: string): void {
      clearBar()
      stderr.write(`${text}\n`)
    },
    /** A line that is drawn over; only on a terminal. */
    progress(text: string): void {
      if (!stderr.isTTY) return
      stderr.write(`\r\u001b[K${text}`)
      bar = true
    },
    mute(): void {
      muted = true
    },
    /** Says a problem and answers the exit code for it. */
    fail(problem: Problem): number {
      if (muted) return 1
      clearBar()
      const message = sayProblem(messages, problem)
      stderr.write(`${message}\n`)
      if (json) stdout.write(`${JSON.stringify({ error: { code: problem.code, message } })}\n`)
      return problem.code === 'cli.usage' ? 2 : 1
    },
  }
}

/** Rows as text in columns; numbers to the right, and all of the columns in `right`. */
export function columns(
  rows: readonly (readonly (string | number)[])[],
  right: readonly number[] = [],
): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, textWidth(String(cell)))
    }
  }
  return rows
    .map(row =>
      row
        .map((cell, column) => {
          const pad = typeof cell === 'number' || right.includes(column) ? padLeft : padRight
          return pad(String(cell), widths[column]!)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
