import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openModel } from '../../src-main/engine/worker/model.ts'
import { kernelCount } from '../../src-main/shared/architecture/counts.ts'
import { applyEdit } from '../../src-main/shared/architecture/edits.ts'
import { layerLimits } from '../../src-main/shared/architecture/limits.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { findProblems } from '../../src-main/shared/architecture/problems.ts'
import type { ArchitectureSpec, LayerKind } from '../../src-main/shared/architecture/spec.ts'
import { type LayerSummary, summarize } from '../../src-main/shared/architecture/summary.ts'
import { anyEdit } from '../fixtures/arbitrary-edits.ts'

const classes = 5
const wanted = 10
const mostRepairs = 6
const kinds = Object.keys(layerLimits) as readonly LayerKind[]
const small = ['lenet-5', 'lenet-modern', 'alexnet-small', 'vgg-small'] as const

/** Small networks for pictures that are not square, edited at random and made whole again by the fixes that are offered. */
const networks = fc
  .sample(fc.tuple(fc.constantFrom(...small), fc.array(anyEdit, { minLength: 2, maxLength: 8 })), {
    seed: 11,
    numRuns: 80,
  })
  .map(([id, edits], index) => {
    const { spec } = presets[id]
    const start = { ...spec, input: { ...spec.input, height: 37, width: 33 } }
    const edited = edits.reduce((before, of) => applyEdit(before, of(before)), start)
    const layerKind = kinds[index % kinds.length]!
    return repaired(
      applyEdit(edited, { kind: 'insert', layerKind, index: Math.min(2, edited.layers.length) }),
    )
  })
  .filter(isSmallAndWhole)
  .slice(0, wanted)

describe('the shapes of a network', () => {
  it('are enough different ones', () => {
    expect(networks.length).toBe(wanted)
    expect(new Set(networks.flatMap(({ layers }) => layers.map(({ kind }) => kind))).size).toBe(kinds.length)
  })

  it.each(networks.map((spec, index) => [index, spec] as const))(
    'are those that TensorFlow computes, and so is the number of parameters: %i',
    async (_, spec) => {
      const model = await openModel({ spec, classes, branches: 1, inspects: true })
      model.init(1)
      const { height, width, channels } = spec.input
      const found = model.activations(new Uint8Array(height * width * channels).fill(9))
      const weights = [...model.read().entries()].filter(([name]) => !/moving/.test(name))
      model.close()

      const { layers, parameters } = summarize(spec, classes)
      for (const layer of layers) {
        const { height, width, channels } = layer!.shapes.output
        const shape = found.get(layer!.layer.id)?.shape
        expect([layer!.layer.id, shape]).toEqual([
          layer!.layer.id,
          shape?.length === 1 ? [height * width * channels] : [height, width, channels],
        ])
      }
      const stored = weights.reduce((sum, [, { values }]) => sum + values.length, 0)
      expect(stored - layers.reduce((sum, layer) => sum + unconnected(layer!), 0)).toBe(parameters)
    },
  )
})

/** Weights of the kernels that a connection table leaves out: they are stored, and stay zero. */
function unconnected({ layer, shapes }: LayerSummary): number {
  if (layer.kind !== 'conv2d' || !layer.connections) return 0
  const { channels } = shapes.input
  const { height, width } = layer.kernel
  return (layer.filters * channels - kernelCount(layer, channels)) * height * width
}

function repaired(spec: ArchitectureSpec): ArchitectureSpec {
  let whole = spec
  for (let tried = 0; tried < mostRepairs; tried++) {
    const error = findProblems(whole, classes).find(({ severity }) => severity === 'error')
    const [fix] = error?.fixes ?? []
    if (!fix) break
    whole = applyEdit(whole, fix.edit)
  }
  return whole
}

function isSmallAndWhole(spec: ArchitectureSpec): boolean {
  const { problems, parameters, flops } = summarize(spec, classes)
  return problems.length === 0 && parameters < 1e6 && flops < 2e8
}
