import { describe, expect, it } from 'vitest'
import { presets } from '../shared/architecture/presets/index.ts'
import { summarize } from '../shared/architecture/summary.ts'
import { type Language, languages } from '../shared/messages/language.ts'
import { messagesFor } from '../shared/messages/messages.ts'
import { inspectLayers, layerTable } from './inspected-layers.ts'
import { textWidth } from './text-width.ts'

const { spec } = presets.alexnet
const summary = summarize(spec, 1000)
const layers = inspectLayers(spec, summary, 128)

describe('the layers of AlexNet as inspect tells them', () => {
  it('have what the window shows', () => {
    expect(layers.find(({ name }) => name === 'conv2')).toEqual({
      name: 'conv2',
      kind: 'conv2d',
      output: [27, 27, 256],
      parameters: 307_456,
      flops: 447_897_600,
      kernel: [5, 5],
      receptiveField: [51, 51],
      parameterShare: 307_456 / 60_965_224,
      flopsShare: expect.closeTo(447_897_600 / 1_448_813_632),
      outputBytes: 4 * 128 * 27 * 27 * 256,
    })
  })

  it('are unknown from the first one on that does not fit', () => {
    const small = { ...spec, input: { ...spec.input, height: 28, width: 28 } }
    const told = inspectLayers(small, summarize(small, 10), 1)
    expect(told[0]?.output).toEqual([6, 6, 96])
    expect(told.at(-1)).toMatchObject({
      output: null,
      parameters: null,
      receptiveField: null,
      outputBytes: null,
    })
  })

  it.each(languages)('stand in columns in %s', (language: Language) => {
    const lines = layerTable(messagesFor(language), layers, spec, summary).split('\n')
    const [headings, ...rows] = lines
    // The last column is to the right, so that all lines but the sums end at one place.
    expect(new Set([headings!, ...rows.slice(0, -1)].map(textWidth)).size).toBe(1)
    expect(rows).toHaveLength(spec.layers.length + 1)
    expect(rows[3]).toMatch(/27x27x256 +51 +307,456 +0\.5.?% +448 MFLOPs +30\.9.?% +96 MB$/)
    expect(rows.at(-1)).toMatch(/60,965,224 +1\.45 GFLOPs/)
  })
})
