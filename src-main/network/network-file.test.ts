import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { anyEdit, anyPreset } from '../../test/fixtures/arbitrary-edits.ts'
import { applyEdit } from '../shared/architecture/edits.ts'
import { presets } from '../shared/architecture/presets/index.ts'
import { messagesFor, sayProblem } from '../shared/messages/messages.ts'
import { networkText, parseNetwork } from './network-file.ts'
import { specSchema } from './spec-schema.ts'

const text = networkText(presets['lenet-5'].spec)

/** What is said about LeNet-5's file in which the first `from` became `to`. */
function said(from: string, to: string, language: 'en' | 'zh-CN' = 'en') {
  const read = parseNetwork(text.replace(from, to), 'net.json')
  return read.ok ? 'read' : sayProblem(messagesFor(language), read.problem)
}

describe('the file of a network', () => {
  it('is read as it was written, whatever was edited before', () => {
    fc.assert(
      fc.property(anyPreset, fc.array(anyEdit, { maxLength: 8 }), (preset, edits) => {
        const spec = edits.reduce((before, of) => applyEdit(before, of(before)), preset)
        expect(parseNetwork(networkText(spec), 'net.json')).toEqual({ ok: true, value: spec })
      }),
      { seed: 6, numRuns: 100 },
    )
  })

  it('has its sizes and connections on one line', () => {
    expect(text).toContain('"kernel": { "height": 5, "width": 5 },\n')
    expect(text).toContain('[0, 1, 2, 3, 4, 5]\n')
    expect(text).toContain('"range": [-0.1, 1.175]\n')
  })

  it('keeps a name as it is, whatever stands in it', () => {
    const spec = { ...presets['lenet-5'].spec, name: 'LeNet [ 1, 2 ] { "height": 5, "width": 5 }' }
    expect(parseNetwork(networkText(spec), 'net.json')).toEqual({ ok: true, value: spec })
  })

  it('gives a layer that is called as the figure calls the pictures an id of its own', () => {
    const { spec } = presets['lenet-5']
    const layers = spec.layers.map((layer, index) => (index === 1 ? { ...layer, id: 'input' } : layer))
    const read = parseNetwork(networkText({ ...spec, layers }), 'net.json')
    const ids = read.ok ? read.value.layers.map(({ id }) => id) : []
    expect(ids).not.toContain('input')
    expect(new Set(ids).size).toBe(layers.length)
  })

  it.each([
    [
      '"height": 5',
      '"height": 0',
      'Line 17, column 29: layers[0].kernel.height: 0, must be a whole number from 1 to 63.',
    ],
    [
      '"filters": 6',
      '"filters": "six"',
      'Line 16, column 18: layers[0].filters: "six", must be a whole number from 1 to 65536.',
    ],
    [
      '"units": 84',
      '"units": "some"',
      'layers[5].units: "some", must be a whole number from 1 to 65536, or "classes".',
    ],
    ['"kind": "conv2d"', '"kind": "conv"', 'layers[0].kind: "conv", must be one of conv2d, pool, '],
    [
      '"activation": "scaled-tanh"',
      '"activation": "swish"',
      'layers[0].activation: "swish", must be one of none, relu, ',
    ],
    [
      '"initializer": "glorot"',
      '"initializer": { "kind": "normal", "deviation": 0 }',
      'layers[0].initializer.deviation: 0, must be a number from 1e-12 to 10.',
    ],
    [
      '"initializer": "glorot"',
      '"initializer": "zeros"',
      'layers[0].initializer: "zeros", must be one of glorot, he, ',
    ],
    ['"filters": 6,', '', 'Line 12, column 5: layers[0].filters is missing.'],
    ['"filters"', '"filter"', 'layers[0].filters is missing. There is one more fault behind it.'],
    ['"filters": 6', '"filters": 6, "dilation": 2', 'there is no field layers[0].dilation; take it out'],
    ['"name": "pool1"', '"name": "conv1"', 'layers[1].name: "conv1" belongs to another layer already'],
    ['"name": "pool1"', '"name": "a/b"', 'layers[1].name: "a/b", must begin with a letter'],
    ['"channels": 1', '"channels": 2', 'input.channels: 2, must be one of 1, 3.'],
    ['[-0.1, 1.175]', '[0]', 'input.range: [0], must be a list of two numbers.'],
    ['"version": 1', '"version": 2', 'Line 2, column 14: version: 2, must be 1.'],
    ['"version": 1,', '"version": 1', 'Line 3, column 3: “"id":” cannot stand here in JSON'],
  ])('with %s made %s is told its fault', (from, to, sentence) => {
    expect(said(from, to)).toContain(sentence)
  })

  it('that is no object, or not finished, is told so', () => {
    const saidOf = (content: string) => {
      const read = parseNetwork(content, 'net.json')
      return read.ok ? 'read' : sayProblem(messagesFor('en'), read.problem)
    }
    expect(saidOf('[]')).toContain('net.json does not describe a network. Line 1, column 1: ')
    expect(saidOf(text.slice(0, 300))).toContain('the file ends in the middle')
  })

  it('is told about in Chinese too', () => {
    expect(said('"height": 5', '"height": 0', 'zh-CN')).toBe(
      'net.json 不是有效的网络描述。第 17 行第 29 列：layers[0].kernel.height 为 0，必须是 1 到 63 之间的整数。',
    )
  })

  it('is described by the JSON Schema beside the code', () => {
    const file = fileURLToPath(new URL('network.schema.json', import.meta.url))
    const described = z.toJSONSchema(specSchema, {
      override: ({ jsonSchema }) => {
        delete jsonSchema.readOnly
      },
    })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ title: 'A network of Lenslet', ...described })
  })
})
