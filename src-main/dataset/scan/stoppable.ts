import type { TreeFile } from './tree.ts'

/** Ends with `signal.reason` when that is aborted, however much there is still to read. */
export async function* stopping(chunks: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    yield chunk
  }
}

/** A file whose reading is `stopping`. */
export const stoppable = ({ path, reader }: TreeFile, signal: AbortSignal): TreeFile => ({
  path,
  reader: { ...reader, stream: own => stopping(reader.stream(own), signal) },
})
