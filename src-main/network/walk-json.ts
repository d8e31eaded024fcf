import type { JsonPath } from './locate-json.ts'

const token =
  /[ \t\r\n]*([{}[\],:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y
const space = /[ \t\r\n]*/y

/** What may come next: a value (or the list's end), a name (or the object's end), a colon, a comma or an end, nothing more. */
type State = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'separator' | 'nothing'

/**
 * Offsets of the value at a path, or of the innermost value on the way to it that there is; or where the text stops being JSON. Of names that stand twice
 * the last counts, as for JSON.parse. Keeps a stack of its own, so that no depth is too deep.
 */
export function walkJson(text: string, path: JsonPath): { start: number; end: number } | { fault: number } {
  let offset = 0
  let state: State = 'value'
  /** Of the lists and objects around: the place in a list, or the name in an object. */
  const keys: (string | number)[] = []
  /** How many of `keys`, from the outermost on, are those of the path. */
  let matched = 0
  /** Of the values on the way to the path. */
  const spans: { start: number; end: number }[] = []

  for (;;) {
    token.lastIndex = offset
    const found = token.exec(text)?.[1]
    if (found === undefined) {
      offset = skipSpace()
      return state === 'nothing' && offset === text.length ? spans.at(-1)! : { fault: offset }
    }
    const start = token.lastIndex - found.length
    offset = token.lastIndex
    const next = take(found, start)
    if (next === undefined) return { fault: start }
    state = next
  }

  /** The state behind a token; undefined: it cannot stand there. */
  function take(found: string, start: number): State | undefined {
    switch (state) {
      case 'value-or-end':
        if (found === ']') return close()
        return value(found, start)
      case 'value':
        return value(found, start)
      case 'name-or-end':
        if (found === '}') return close()
        return name(found)
      case 'name':
        return name(found)
      case 'colon':
        return found === ':' ? 'value' : undefined
      case 'separator':
        return separator(found)
      case 'nothing':
        return undefined
    }
  }

  function value(found: string, start: number): State | undefined {
    if (found === ']' || found === '}' || found === ',' || found === ':') return undefined
    if (isOnPath()) {
      spans.length = keys.length
      spans.push({ start, end: offset })
    }
    if (found === '[' || found === '{') {
      keys.push('')
      if (found === '[') setKey(0)
      return found === '[' ? 'value-or-end' : 'name-or-end'
    }
    return keys.length === 0 ? 'nothing' : 'separator'
  }

  function name(found: string): State | undefined {
    if (!found.startsWith('"')) return undefined
    setKey(JSON.parse(found) as string)
    return 'colon'
  }

  function separator(found: string): State | undefined {
    const key = keys.at(-1)
    const isList = typeof key === 'number'
    if (found === ',') {
      if (isList) setKey(key + 1)
      return isList ? 'value' : 'name'
    }
    return found === (isList ? ']' : '}') ? close() : undefined
  }

  function close(): State {
    keys.pop()
    matched = Math.min(matched, keys.length)
    if (isOnPath()) spans[keys.length]!.end = offset
    return keys.length === 0 ? 'nothing' : 'separator'
  }

  function setKey(key: string | number): void {
    const depth = keys.length - 1
    keys[depth] = key
    if (matched >= depth) matched = key === path[depth] ? depth + 1 : depth
  }

  function isOnPath(): boolean {
    return matched === keys.length && matched <= path.length
  }

  function skipSpace(): number {
    space.lastIndex = offset
    space.exec(text)
    return space.lastIndex
  }
}
