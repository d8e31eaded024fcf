import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateJson } from './locate-json.ts'

describe('JSON with places', () => {
  it('has the values that JSON.parse finds', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space)
        const found = locateJson(text)
        expect(found.ok && JSON.stringify(found.value)).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { seed: 4, numRuns: 200 },
    )
  })

  it('is refused where JSON.parse refuses it', () => {
    const isJson = (text: string) => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\x"',
      '"',
      '1',
      '01',
      '-',
      '1.',
      '1e5',
      'true',
      'nul',
      ' ',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), parts => {
        const text = parts.join('')
        expect({ text, ok: locateJson(text).ok }).toEqual({ text, ok: isJson(text) })
      }),
      { seed: 4, numRuns: 2000 },
    )
  })

  it('knows where each value stands, and for what is missing where it should', () => {
    const found = locateJson('{\n  "layers": [\n    { "kernel": 3 }\n  ]\n}')
    if (!found.ok) throw new Error('not JSON')
    expect(found.at(['layers', 0, 'kernel'])).toEqual({ place: { line: 3, column: 17 }, source: '3' })
    expect(found.at(['layers', 0, 'stride', 'height'])).toEqual({
      place: { line: 3, column: 5 },
      source: '{ "kernel": 3 }',
    })
  })

  it.each([
    ['{\n  "a": 1,\n}', { line: 3, column: 1 }, '}'],
    ['{ "a": [1, 2 }', { line: 1, column: 14 }, '}'],
    ['{ "a": 1', { line: 1, column: 9 }, ''],
    ["{ 'a': 1 }", { line: 1, column: 3 }, "'a':"],
    ['{} {}', { line: 1, column: 4 }, '{}'],
  ])('of %j stops being JSON at %o', (text, place, rest) => {
    expect(locateJson(text)).toEqual({ ok: false, place, found: rest })
  })

  it('is refused where it is nested deeper than any network', () => {
    expect(locateJson('['.repeat(100_000)).ok).toBe(false)
  })
})
