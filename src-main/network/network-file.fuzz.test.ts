import { readFileSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mutate } from '../../test/fixtures/mutate.ts'
import { presetIds, presets } from '../shared/architecture/presets/index.ts'
import { messagesFor, sayProblem } from '../shared/messages/messages.ts'
import { networkText, openNetworkFile, parseNetwork } from './network-file.ts'

const seed = 8
const anyPresetText = fc.constantFrom(...presetIds).map(id => networkText(presets[id].spec))

/** The fault of a text; null: it was read. Line and column must lie in the text, and the sentence be one, whatever the text. */
function faultOf(text: string): { line: number; column: number; field: string; kind: string } | null {
  const read = parseNetwork(text, 'net.json')
  if (read.ok) return null
  const { code, params } = read.problem
  if (code !== 'network.invalid-file') throw new Error(code)
  const lines = text.split('\n')
  expect(params.line).toBeGreaterThanOrEqual(1)
  expect(params.line).toBeLessThanOrEqual(lines.length)
  expect(params.column).toBeGreaterThanOrEqual(1)
  expect(params.column).toBeLessThanOrEqual(lines[params.line - 1]!.length + 1)
  for (const language of ['en', 'zh-CN'] as const) {
    const sentence = sayProblem(messagesFor(language), read.problem)
    expect(sentence).not.toMatch(/undefined|\[object|NaN/)
    expect(sentence.length).toBeLessThan(1000)
  }
  return { line: params.line, column: params.column, field: params.field, kind: params.fault.kind }
}

type Path = readonly (string | number)[]

/** Paths of all values in a JSON value. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, entry]) =>
    pathsOf(entry, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return [path, ...inner]
}

const spoiling = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '1e999',
    '-1e999',
    '1e-400',
    '0.5',
    '-1',
    '99999999999999999999',
    '2',
    '""',
    '[]',
    '{}',
    'null',
  ),
)

/** The text of a preset in which the value at one path is another one, as text. */
const spoiltText = fc
  .record({ id: fc.constantFrom(...presetIds), at: fc.nat(), by: spoiling })
  .map(({ id, at, by }) => {
    const spec = structuredClone(presets[id].spec) as unknown as Record<string, unknown>
    const paths = pathsOf(spec)
    const path = paths[at % paths.length]!
    return { text: written(spec, path, by), path }
  })

const mark = 'the value that is put here'

function written(spec: Record<string, unknown>, path: Path, by: string): string {
  if (path.length === 0) return by
  const holder = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((value, step) => value[step] as Record<string, unknown>, spec)
  holder[path.at(-1)!] = mark
  return JSON.stringify(spec, null, 2).replace(JSON.stringify(mark), () => by)
}

const fieldOf = (path: Path) =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step)).join('')

describe('a file that is no network', () => {
  it('is refused with its place, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), text => {
        expect(faultOf(text)).not.toBeNull()
      }),
      { seed, numRuns: 150 },
    )
  })

  it('is refused with its place wherever it was cut off', () => {
    fc.assert(
      fc.property(anyPresetText, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const cut = text.trimEnd().slice(0, Math.floor(share * (text.trimEnd().length - 1)))
        const fault = faultOf(cut)
        expect(fault?.kind).toBe('syntax')
        // Where the last whole token ends, or begins when it is in two.
        const lines = cut.split('\n')
        expect(fault?.line).toBe(
          lines.length - (lines.at(-1)!.trim() === '' && fault?.line !== lines.length ? 1 : 0),
        )
      }),
      { seed, numRuns: 100 },
    )
  })

  it('is read or refused with its place where its bytes were spoilt', () => {
    fc.assert(
      fc.property(anyPresetText, fc.integer(), (text, number) => {
        let state = number >>> 0
        const random = () => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0
          return state / 2 ** 32
        }
        faultOf(mutate(Buffer.from(text), random).toString('utf8'))
      }),
      { seed, numRuns: 150 },
    )
  })

  it('is told the field that was spoilt, or the one that holds or lies in it', () => {
    fc.assert(
      fc.property(spoiltText, ({ text, path }) => {
        const fault = faultOf(text)
        if (!fault) return
        const spoilt = fieldOf(path)
        const isRelated = fault.field.startsWith(spoilt) || spoilt.startsWith(fault.field)
        // A name that another layer has is told at the later of both; another kind of layer lacks other fields.
        const sameLayer = fault.field.split('.')[0] === spoilt.split('.')[0]
        expect({ spoilt, fault, ok: isRelated || sameLayer || fault.kind === 'twice' }).toMatchObject({
          ok: true,
        })
      }),
      { seed, numRuns: 150 },
    )
  })

  it.each([
    ['filters', '1e999', 'layers[0].filters'],
    ['filters', '99999999999999999999', 'layers[0].filters'],
    ['name', '"pool1"', 'layers[1].name'],
    ['id', '"pool1"', 'layers[1].id'],
  ])('of LeNet-5 with %s %s is told %s', (property, by, field) => {
    const spec = structuredClone(presets['lenet-5'].spec) as unknown as Record<string, unknown>
    expect(faultOf(written(spec, ['layers', 0, property], by))).toMatchObject({ field })
  })

  it.each(['0', '2', '1.5', '"1"', '-1', 'null', '1e999', '[1]'])('of version %s is refused at it', by => {
    const spec = structuredClone(presets['lenet-5'].spec) as unknown as Record<string, unknown>
    expect(faultOf(written(spec, ['version'], by))).toEqual({
      line: 2,
      column: 14,
      field: 'version',
      kind: 'choice',
    })
  })

  it('shows what stands there as it stands there', () => {
    const text = networkText(presets['lenet-5'].spec).replace('"filters": 6', '"filters": 1e999')
    const read = parseNetwork(text, 'net.json')
    expect(read.ok ? '' : sayProblem(messagesFor('en'), read.problem)).toContain(
      'layers[0].filters: 1e999, must be',
    )
  })

  it('is refused however deep it is nested, and however many faults it has', () => {
    const deep = 50_000
    expect(faultOf('['.repeat(deep) + ']'.repeat(deep))).toMatchObject({ line: 1, column: 1, kind: 'type' })
    expect(faultOf('{"a":'.repeat(deep))).toMatchObject({ kind: 'syntax', column: 5 * deep + 1 })
    const spec = structuredClone(presets['lenet-5'].spec) as unknown as Record<string, unknown>
    const connections = `[${'[-1, -1],'.repeat(deep)}[0]]`
    expect(faultOf(written(spec, ['layers', 2, 'connections'], connections))).toMatchObject({
      field: 'layers[2].connections[0][0]',
      kind: 'number',
    })
    expect(faultOf(`{"layers": [${'{},'.repeat(deep)}{}]}`)).not.toBeNull()
  })

  it('is not even read where it has 50 MB', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lenslet-large-network-'))
    try {
      const path = join(folder, 'large.json')
      const file = await open(path, 'w')
      await file.truncate(50e6)
      await file.close()
      const read = await openNetworkFile(path)
      expect(read.ok ? '' : sayProblem(messagesFor('en'), read.problem)).toContain(
        'large.json has 50 MB; a file with a network has 4.2 MB at most.',
      )
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

/** Ajv comes with other tools; where it does not, nothing is checked by it. */
const ajv = (() => {
  const [name] = ['ajv/dist/2020.js']
  try {
    return createRequire(import.meta.url)(name!) as { default: new (options: object) => Validator }
  } catch {
    return undefined
  }
})()

interface Validator {
  compile(schema: object): (value: unknown) => boolean
}

describe.skipIf(!ajv)('the JSON Schema, as another validator reads it', () => {
  const file = fileURLToPath(new URL('network.schema.json', import.meta.url))
  const isValid =
    ajv && new ajv.default({ strict: true }).compile(JSON.parse(readFileSync(file, 'utf8')) as object)

  it.each(presetIds)('takes %s as it is exported', id => {
    expect(isValid?.(JSON.parse(networkText(presets[id].spec)))).toBe(true)
  })

  it('takes what is read, and refuses what is refused but for layers of one name', () => {
    fc.assert(
      fc.property(spoiltText, ({ text, path }) => {
        const fault = faultOf(text)
        if (fault?.kind === 'twice') return
        const value: unknown = JSON.parse(text)
        expect({ text: text.slice(0, 200), path, valid: isValid?.(value) }).toMatchObject({
          valid: fault === null,
        })
      }),
      { seed, numRuns: 150 },
    )
  })
})
