import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEdit, anyPreset } from '../../../test/fixtures/arbitrary-edits.ts'
import { messagesFor } from '../messages/messages.ts'
import { applyEdit, type Edit } from './edits.ts'
import { sayFix } from './fixes/fix.ts'
import { type PresetId, presetIds, presets } from './presets/index.ts'
import { conv, dense, dropout, lrn, pool, square } from './presets/layers.ts'
import { findProblems } from './problems.ts'
import type { ArchitectureSpec, Layer } from './spec.ts'

const classes = 10
const messages = messagesFor('en')

const network = (side: number, ...layers: readonly Layer[]): ArchitectureSpec => ({
  version: 1,
  id: 'own',
  name: 'Own',
  input: { ...square(side), channels: 1, range: [0, 1] },
  layers,
})
const output = dense('fc1', 'classes', 'none')

const codesOf = (spec: ArchitectureSpec) => findProblems(spec, classes).map(({ problem }) => problem.code)
const said = (spec: ArchitectureSpec, options = {}) =>
  findProblems(spec, classes, options)[0]?.fixes.map(fix => sayFix(messages, fix))
const reading = (id: PresetId, side: number): ArchitectureSpec => ({
  ...presets[id].spec,
  input: { ...presets[id].spec.input, ...square(side) },
})

describe('every fix that is offered', () => {
  it('solves its problem, whatever was edited before', () => {
    let tried = 0
    fc.assert(
      fc.property(anyPreset, fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (preset, edits) => {
        const spec = edits.reduce((before, of) => applyEdit(before, of(before)), preset)
        for (const { layerId, problem, fixes } of findProblems(spec, classes)) {
          for (const { edit } of fixes) {
            tried++
            const left = findProblems(applyEdit(spec, edit), classes)
            const same = left.filter(
              other => other.layerId === layerId && other.problem.code === problem.code,
            )
            expect(same).toEqual([])
          }
        }
      }),
      { seed: 3, numRuns: 150 },
    )
    expect(tried).toBeGreaterThan(150)
  })

  it.each(presetIds)('“fit it to my pictures” makes %s read pictures of any size', id => {
    for (const side of [1, 7, 16, 28, 32, 48, 64, 96]) {
      const spec = reading(id, side)
      const [first] = findProblems(spec, classes, { hasPictures: true })
      if (first?.severity !== 'error') continue
      expect(first.fixes[0]?.code).toBe('fit-to-pictures')
      const fitted = applyEdit(spec, first.fixes[0]!.edit)
      expect(findProblems(fitted, classes).filter(({ severity }) => severity === 'error')).toEqual([])
      const widths = (layers: readonly Layer[]) =>
        layers.map(layer => [
          layer.name,
          'filters' in layer ? [layer.filters, layer.groups] : 'units' in layer && layer.units,
        ])
      expect(widths(fitted.layers)).toEqual(widths(spec.layers))
    }
  })
})

describe('“fit it to my pictures”', () => {
  it('gives AlexNet at 28 × 28 a first convolution of 3 × 3 by 1, and leaves the rest as in the paper', () => {
    const spec = reading('alexnet', 28)
    const [first] = findProblems(spec, classes, { hasPictures: true })
    const fitted = applyEdit(spec, first!.fixes[0]!.edit)
    expect(fitted.layers[0]).toEqual(conv('conv1', 96, 3, { padding: square(1) }))
    expect(fitted.layers.slice(1)).toEqual(spec.layers.slice(1))
  })
})

describe('a window that does not fit', () => {
  it('is solved by a stride, a padding, less pooling, larger pictures or a smaller kernel', () => {
    const spec = network(
      40,
      conv('conv1', 6, 5),
      pool('pool1', 'max', 3),
      conv('conv2', 16, 3),
      pool('pool2', 'max', 4),
      conv('conv3', 32, 3),
      output,
    )
    expect(said(spec)).toEqual([
      'Give pool2 stride 3',
      'Give pool1 stride 2',
      'Give conv3 padding 1',
      'Remove pool2',
      'Enlarge the input to 46 × 46',
      'Make the kernel of conv3 1 × 1',
    ])
  })

  it('is found with the smallest pictures that every layer can follow', () => {
    const enlarge = (id: PresetId) => said(reading(id, 8))?.find(text => text.startsWith('Enlarge'))
    expect(enlarge('alexnet')).toBe('Enlarge the input to 63 × 63')
    expect(enlarge('vgg-16')).toBe('Enlarge the input to 32 × 32')
    expect(enlarge('lenet-modern')).toBe('Enlarge the input to 16 × 16')
  })

  it('leaves pictures that are there as they are', () => {
    const offered = said(reading('alexnet', 28), { hasPictures: true })
    expect(offered?.[0]).toBe('Fit it to pictures of 28 × 28 (changes conv1)')
    expect(offered?.some(text => text.startsWith('Enlarge'))).toBe(false)
  })
})

describe('towers and connections that do not fit', () => {
  it('offer towers, filters and connections that do', () => {
    const towers = network(28, conv('conv1', 9, 5), conv('conv2', 16, 5, { groups: 4 }), output)
    expect(said(towers)).toEqual(['Give conv1 8 filters', 'Let every filter of conv2 read everything'])
    const table = network(
      28,
      conv('conv1', 6, 5),
      conv('conv2', 4, 5, { connections: [[0], [1, 7]] }),
      output,
    )
    expect(said(table)).toEqual([
      'Give conv2 the connections of LeNet-5’s C3',
      'Take out the connections of conv2 that lead nowhere',
      'Let every filter of conv2 read everything',
    ])
  })
})

describe('a network without an output layer', () => {
  it.each<[string, readonly Layer[], readonly string[]]>([
    ['no layers', [], ['Add fc1, a dense layer with one unit for each of the 10 classes']],
    [
      'dropout behind its output',
      [output, dropout('drop1', 0.5)],
      ['Remove drop1', 'Add fc2, a dense layer with one unit for each of the 10 classes'],
    ],
    [
      'units of its own',
      [dense('fc1', 1000, 'none')],
      [
        'Give fc1 one unit for each of the 10 classes',
        'Add fc2, a dense layer with one unit for each of the 10 classes',
      ],
    ],
  ])('but %s is offered one', (_, layers, fixes) => {
    expect(said(network(28, ...layers))).toEqual(fixes)
  })
})

describe('a warning', () => {
  it.each<[string, readonly Layer[], readonly string[]]>([
    [
      'no activation between two dense layers',
      [dense('a', 30, 'none'), dropout('d', 0.5), dense('b', 30, 'relu'), output],
      ['network.no-activation'],
    ],
    [
      'no activation but an average between two convolutions',
      [
        conv('a', 8, 3, { activation: 'none' }),
        pool('p', 'average'),
        conv('b', 8, 3),
        pool('q', 'max', 9),
        output,
      ],
      ['network.no-activation'],
    ],
    ['an activation before softmax', [dense('out', 'classes', 'relu')], ['network.output-activation']],
    ['LRN over units', [dense('a', 8, 'relu'), lrn('n'), output], ['network.neighbours-of-units']],
    [
      'a stride that skips pixels',
      [conv('a', 4, 2, { stride: square(3) }), output],
      ['network.stride-skips'],
    ],
    [
      'a padding as wide as the kernel',
      [conv('a', 4, 3, { padding: square(3) }), output],
      ['network.padding-too-wide'],
    ],
  ])('is given for %s, with a way out', (_, layers, codes) => {
    const found = findProblems(network(28, ...layers), classes).filter(
      ({ severity }) => severity === 'warning',
    )
    expect(found.map(({ problem }) => problem.code)).toEqual(codes)
    expect(found.every(({ fixes }) => fixes.length > 0)).toBe(true)
  })

  it.each(presetIds)('is not given for %s, which is as its paper has it', id => {
    const found = findProblems(presets[id].spec, 1000)
    expect(found.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  it('is a mere note where the first dense layer holds most parameters, as in the papers', () => {
    const [note] = findProblems(presets['vgg-16'].spec, 1000)
    expect(note).toMatchObject({
      layerId: 'fc1',
      severity: 'note',
      problem: { params: { percent: 74, parameters: 138_357_544 } },
    })
    expect(codesOf(presets['alexnet-small'].spec)).toEqual([])
  })

  it('does not keep other problems from being found', () => {
    const stepped: Edit = {
      kind: 'change',
      layerId: 'fc7',
      layerKind: 'dense',
      values: { activation: 'none' },
    }
    expect(codesOf(applyEdit(reading('alexnet', 28), stepped))).toEqual([
      'network.window-does-not-fit',
      'network.no-activation',
    ])
  })
})
