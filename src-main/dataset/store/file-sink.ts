import { type FileHandle, open } from 'node:fs/promises'

/** A file that is being written from its beginning. */
export interface FileSink {
  write(bytes: Uint8Array): Promise<void>
  /** On the disk, and closed. */
  finish(): Promise<void>
  /** Closed, whatever is missing. */
  abandon(): Promise<void>
  readonly length: number
}

export type OpenSink = (path: string) => Promise<FileSink>

const bufferLength = 1 << 20

/** Opens a new file for writing; writes are gathered to a megabyte. */
export const openSink: OpenSink = async path => {
  const handle: FileHandle = await open(path, 'wx')
  let buffered: Uint8Array[] = []
  let bufferedLength = 0
  let length = 0

  const flush = async () => {
    const bytes = Buffer.concat(buffered)
    buffered = []
    bufferedLength = 0
    for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten
  }
  return {
    async write(bytes) {
      buffered.push(bytes)
      bufferedLength += bytes.length
      length += bytes.length
      if (bufferedLength >= bufferLength) await flush()
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
