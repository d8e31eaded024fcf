import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

/** Where each of a text file's `lines` begins, and behind the last one where it ends: eight bytes a line, not the text. */
export async function indexLines(path: string, lines: number): Promise<Float64Array> {
  const starts = new Float64Array(lines + 1)
  let found = 0
  let position = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1))
      starts[++found] = position + at + 1
    position += chunk.length
  }
  return starts
}

export async function readLine(file: FileHandle, starts: Float64Array, index: number): Promise<string> {
  const start = starts[index]!
  const bytes = Buffer.alloc(starts[index + 1]! - 1 - start)
  await file.read(bytes, 0, bytes.length, start)
  return bytes.toString('utf8')
}
