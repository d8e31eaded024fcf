import { TextDecoder } from 'node:util'
import type { Steps } from '../steps.ts'

/** What reads a text's characters: UTF-8 or UTF-16 where it says so or is valid UTF-8, else GB18030, as Excel saves Chinese tables. */
export function* decoderOf(chunks: readonly Buffer[]): Steps<TextDecoder> {
  const [first, second] = [chunks[0]?.[0], chunks[0]?.[1]]
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le')
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be')
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const chunk of chunks) {
      yield
      strict.decode(chunk, { stream: true })
    }
    strict.decode()
    return new TextDecoder('utf-8')
  } catch {
    return new TextDecoder('gb18030')
  }
}
