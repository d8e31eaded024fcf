import { Readable } from 'node:stream'
import type { TextDecoder } from 'node:util'
import { parse } from 'csv-parse'
import { problem } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import { inSlices } from '../steps.ts'
import { unzipped } from '../tables/bytes.ts'
import { decoderOf } from '../tables/text-decoder.ts'
import type { TreeFile } from './tree.ts'

/** Larger ones are no list of files. */
const largestTable = 256 * 1024 ** 2

/** Characters that are parsed at a time, so that a long table lets other work through. */
const pieceLength = 32_768

/** A table's rows; separated by commas, semicolons, tabs or bars. Throws `Refused` for one that can't be read. */
export async function* readRows(file: TreeFile): AsyncGenerator<readonly string[]> {
  const chunks = await readWhole(file)
  const decoder = await inSlices(decoderOf(chunks))
  const start = decoder.decode(chunks[0], { stream: true })
  const [line = ''] = start.split(/\r?\n/, 1)
  const separator = [',', ';', '\t', '|'].reduce((best, mark) =>
    line.split(mark).length > line.split(best).length ? mark : best,
  )
  const parser = Readable.from(pieces(start, decoder, chunks)).pipe(
    parse({
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }),
  )
  try {
    yield* parser as AsyncIterable<string[]>
  } catch (error) {
    const details = error instanceof Error ? error.message : String(error)
    throw new Refused(
      problem('data.table-invalid', { path: file.path, format: 'CSV', fault: { kind: 'damaged', details } }),
    )
  } finally {
    parser.destroy()
  }
}

async function readWhole(file: TreeFile): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of unzipped(file)) {
      chunks.push(chunk)
      length += chunk.length
      if (length > largestTable)
        throw new Refused(problem('data.file-too-large', { bytes: length, limit: largestTable }))
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(readProblem(error, file.path))
  }
  return chunks
}

function* pieces(start: string, decoder: TextDecoder, chunks: readonly Buffer[]) {
  yield* piecesOf(start)
  for (const chunk of chunks.slice(1)) yield* piecesOf(decoder.decode(chunk, { stream: true }))
  yield* piecesOf(decoder.decode())
}

function* piecesOf(text: string) {
  for (let at = 0; at < text.length; ) {
    const end = at + pieceLength
    // A character of two units is not cut in half, which would destroy it.
    const whole = isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end
    yield text.slice(at, whole)
    at = whole
  }
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
