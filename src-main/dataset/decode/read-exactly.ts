import type { FileHandle } from 'node:fs/promises'
import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'

/** Throws `Refused` where the file ends before. */
export async function readExactly(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done)
    if (bytesRead === 0) throw new Refused(problem('data.unreadable-file', { reason: 'EOF' }))
    done += bytesRead
  }
  return bytes
}
