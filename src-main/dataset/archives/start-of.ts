import { sniffLength } from '../scan/sniff.ts'

/** A stream's first bytes, as many as `sniff` looks at; the rest is not read. */
export async function startOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    parts.push(chunk)
    length += chunk.length
    if (length >= sniffLength) break
  }
  return Buffer.concat(parts).subarray(0, sniffLength)
}
