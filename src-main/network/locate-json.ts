import { walkJson } from './walk-json.ts'

export interface JsonPlace {
  /** From 1, as editors count. */
  readonly line: number
  readonly column: number
}

export type JsonPath = readonly (string | number)[]

interface LocatedValue {
  readonly place: JsonPlace
  /** As it stands in the text. */
  readonly source: string
}

export type LocatedJson =
  /** `at`: the value of a field; of a field that is not there, what should hold it. */
  | { readonly ok: true; readonly value: unknown; readonly at: (path: JsonPath) => LocatedValue }
  /** What stands where the text stops being JSON; empty at its end. */
  | { readonly ok: false; readonly place: JsonPlace; readonly found: string }

/** Parses JSON (RFC 8259), and finds where a value stands. Takes any text of any depth; a place is looked for only when it is asked for. */
export function locateJson(text: string): LocatedJson {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const walked = walkJson(text, [])
    const offset = 'fault' in walked ? walked.fault : text.length
    const found = /^\S{0,20}/.exec(text.slice(offset, offset + 20))?.[0] ?? ''
    return { ok: false, place: placeAt(offset), found }
  }
  return { ok: true, value, at }

  function at(path: JsonPath): LocatedValue {
    const walked = walkJson(text, path)
    const { start, end } = 'fault' in walked ? { start: 0, end: 0 } : walked
    return { place: placeAt(start), source: text.slice(start, end) }
  }

  function placeAt(offset: number): JsonPlace {
    let line = 1
    let begins = 0
    for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', begins)) {
      line++
      begins = at + 1
    }
    return { line, column: offset - begins + 1 }
  }
}
