import { type FileHandle, open } from 'node:fs/promises'

/** A file that is being written from its beginning; each write waits for the one before. */
export interface FileSink {
  write(bytes: Uint8Array): Promise<void>
  /** On the disk, and closed. */
  finish(): Promise<void>
  /** Closed, whatever is missing. */
  abandon(): Promise<void>
  readonly length: number
}

export type OpenSink = (path: string) => Promise<FileSink>

const bufferLength = 1 << 18

/** Opens a new file for writing; writes are gathered, and made one after the other. */
export const openSink: OpenSink = async path => {
  const handle: FileHandle = await open(path, 'wx')
  const buffer = Buffer.allocUnsafe(bufferLength)
  let buffered = 0
  let length = 0

  const writeAll = async (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten
  }
  const flush = async () => {
    const waiting = buffer.subarray(0, buffered)
    buffered = 0
    await writeAll(waiting)
  }
  return {
    async write(bytes) {
      length += bytes.length
      if (buffered + bytes.length > bufferLength) await flush()
      if (bytes.length > bufferLength) return writeAll(bytes)
      buffer.set(bytes, buffered)
      buffered += bytes.length
    },
    async finish() {
      await flush()
      await handle.sync()
      await handle.close()
    },
    abandon: () => handle.close().catch(() => {}),
    get length() {
      return length
    },
  }
}
