export interface JsonPlace {
  /** From 1, as editors count. */
  readonly line: number
  readonly column: number
}

export type JsonPath = readonly (string | number)[]

export type LocatedJson =
  /** `placeOf`: where the value of a field begins; of a field that is not there, where what should hold it begins. */
  | { readonly ok: true; readonly value: unknown; readonly placeOf: (path: JsonPath) => JsonPlace }
  /** What stands where the text stops being JSON; empty at its end. */
  | { readonly ok: false; readonly place: JsonPlace; readonly found: string }

const token = /[ \t\r\n]*([{}[\],:]|"(?:[^"\\\n]|\\.)*"|[\w.+-]+)/y
const mostDepth = 64

class NotJson extends Error {
  constructor(readonly offset: number) {
    super('not JSON')
  }
}

/** Parses JSON (RFC 8259), and keeps where each value stands. */
export function locateJson(text: string): LocatedJson {
  const starts = new Map<string, number>()
  const keyOf = (path: JsonPath) => JSON.stringify(path)
  let end = 0

  try {
    const value = read([], next())
    end = skipSpace()
    if (end < text.length) throw new NotJson(end)
    return { ok: true, value, placeOf }
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    const found = /^\S{0,20}/.exec(text.slice(error.offset))?.[0] ?? ''
    return { ok: false, place: placeAt(error.offset), found }
  }

  function next(): string {
    token.lastIndex = end
    const found = token.exec(text)?.[1]
    if (found === undefined) throw new NotJson(skipSpace())
    end = token.lastIndex
    return found
  }

  /** The value that begins with a token that was read. */
  function read(path: JsonPath, first: string): unknown {
    const start = end - first.length
    if (path.length > mostDepth) throw new NotJson(start)
    starts.set(keyOf(path), start)
    if (first === '[') return readList(path)
    if (first === '{') return readObject(path)
    try {
      return JSON.parse(first)
    } catch {
      throw new NotJson(start)
    }
  }

  function readList(path: JsonPath): unknown[] {
    const values: unknown[] = []
    let first = next()
    if (first === ']') return values
    for (;;) {
      values.push(read([...path, values.length], first))
      const separator = next()
      if (separator === ']') return values
      if (separator !== ',') throw new NotJson(end - separator.length)
      first = next()
    }
  }

  function readObject(path: JsonPath): object {
    const entries: [string, unknown][] = []
    let name = next()
    if (name === '}') return {}
    for (;;) {
      if (!name.startsWith('"')) throw new NotJson(end - name.length)
      const key = String(read([...path, ''], name))
      const colon = next()
      if (colon !== ':') throw new NotJson(end - colon.length)
      entries.push([key, read([...path, key], next())])
      const separator = next()
      if (separator === '}') return Object.fromEntries(entries)
      if (separator !== ',') throw new NotJson(end - separator.length)
      name = next()
    }
  }

  function skipSpace(): number {
    const space = /[ \t\r\n]*/y
    space.lastIndex = end
    space.exec(text)
    return space.lastIndex
  }

  function placeOf(path: JsonPath): JsonPlace {
    for (let length = path.length; length >= 0; length--) {
      const start = starts.get(keyOf(path.slice(0, length)))
      if (start !== undefined) return placeAt(start)
    }
    return placeAt(0)
  }

  function placeAt(offset: number): JsonPlace {
    const lines = text.slice(0, offset).split('\n')
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
  }
}
