import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Decoder } from '../dataset/decode/decoder.ts'
import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import type { RunStore } from '../runs/run-store.ts'
import { presets } from '../shared/architecture/presets/index.ts'
import { conv, dense, pool } from '../shared/architecture/presets/layers.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import type { EngineRequests } from '../shared/contract/engine.ts'
import { pictureLayer } from '../shared/contract/feature-maps.ts'
import { success } from '../shared/result.ts'
import { createFeatureMaps, type FeatureMapsService } from './feature-maps-service.ts'

type Asked = EngineRequests['activations']['params']

/** 3 x 3 pixels; a convolution that is named as the picture might be, and what stands behind it. */
const spec: ArchitectureSpec = {
  version: 1,
  id: 'own',
  name: 'Own',
  input: { height: 3, width: 3, channels: 1, range: [0, 1] },
  layers: [
    conv('input', 2, 2, { activation: 'relu' }),
    pool('pool1', 'max', 2, 2),
    dense('out', 'classes', 'none'),
  ],
}
const pixels = Uint8Array.of(0, 51, 102, 153, 204, 255, 0, 0, 255)

/** Filter 0 adds the window and 0.5; filter 1 takes its top left from its bottom right. */
const kernel = { shape: [2, 2, 1, 2], values: Float32Array.of(1, -1, 1, 0, 1, 0, 1, 1) }
const bias = { shape: [2], values: Float32Array.of(0.5, 0) }
/** Worked out by hand from the pixels as 0 to 1, row by row, both filters of each place. */
const convolved = Float32Array.of(2.1, 0.8, 2.9, 0.8, 1.9, 0, 2.8, 0.2)

let asked: Asked[]
/** Settles the engine's open answers, the first first. */
let answers: (() => void)[]
let waits: boolean
let maps: FeatureMapsService

beforeEach(() => {
  asked = []
  answers = []
  waits = false
  const engine = {
    request: (_: string, params: Asked) => {
      asked.push(params)
      const activations = new Map([
        ['input', { shape: [2, 2, 2], values: convolved }],
        ['pool1', { shape: [1, 1, 2], values: Float32Array.of(2.9, 0.8) }],
        ['out', { shape: [3], values: Float32Array.of(-1, 0, 1) }],
      ])
      const kernels = new Map([
        ['input/kernel', kernel],
        ['input/bias', bias],
      ])
      const answer = success({ activations, kernels })
      return waits ? new Promise(resolve => answers.push(() => resolve(answer))) : Promise.resolve(answer)
    },
  } as unknown as Engine
  const runs = {
    get: async (id: string) =>
      success({
        id,
        spec,
        classNames: ['a', 'b', 'c'],
        preprocessing: { shape: { height: 3, width: 3, channels: 1 }, color: 'grey', fit: 'pad' },
      }),
    checkpoint: (id: string) => (id === 'trained' ? 'best' : undefined),
    folder: (id: string) => `/runs/${id}`,
  } as unknown as RunStore
  const datasets = {
    pixels: async (_: string, index: number) =>
      success(
        index === 0
          ? { pixels, shape: spec.input }
          : { pixels: new Uint8Array(16), shape: { height: 4, width: 4, channels: 1 } },
      ),
  } as unknown as Datasets
  const decoder = {
    decodePictures: async ([path]: string[]) =>
      path === 'bad.png'
        ? [{ path, problem: { code: 'data.damaged', params: {} } }]
        : [{ path, pixels, source: { height: 3, width: 3 } }],
  } as unknown as Decoder
  maps = createFeatureMaps({ engine, runs, datasets, decoder })
})

const network = { kind: 'spec', spec, classes: 3, seed: 7 } as const
const look = (path = 'cat.png', of: Parameters<typeof maps.look>[0]['network'] = network) =>
  maps.look({ network: of, picture: { kind: 'file', path } })

async function looked() {
  const found = await look()
  if (!found.ok) throw new Error(found.problem.code)
  return found.value
}

/** A PNG's grey levels. */
const grey = async (png: Uint8Array | undefined) => [...(await sharp(png).greyscale().raw().toBuffer())]

describe('what the layers do with a picture', () => {
  it('begins with the picture as the first layer reads it, whatever the layers are called', async () => {
    const { layers } = await looked()
    expect(layers.map(({ layerId, shape }) => [layerId, Object.values(shape)])).toEqual([
      [pictureLayer, [3, 3, 1]],
      ['input', [2, 2, 2]],
      ['pool1', [1, 1, 2]],
      ['out', [1, 1, 3]],
    ])
    expect(layers[0]?.ranges).toEqual([[0, 1]])
    expect(layers[1]?.ranges).toEqual([
      [expect.closeTo(1.9), expect.closeTo(2.9)],
      [0, expect.closeTo(0.8)],
    ])
    // Layers without an extent have one range of all their units.
    expect(layers[3]?.ranges).toEqual([[-1, 1]])
  })

  it('is drawn from the smallest value, black, to the largest, white', async () => {
    const { id } = await looked()
    expect(await grey(maps.png(id, undefined, 0))).toEqual([...pixels])
    expect(await grey(maps.png(id, 'input', 0))).toEqual([51, 255, 0, 229])
    expect(await grey(maps.png(id, 'out', 0))).toEqual([0, 128, 255, 0])
    for (const [layer, map] of [
      ['input', 2],
      ['none', 0],
    ] as const) {
      expect(maps.png(id, layer, map)).toBeUndefined()
    }
  })

  it('is told at one place of one kernel with all that goes into it', async () => {
    const { id } = await looked()
    const step = maps.step({ id, layerId: 'input', filter: 1, source: 0, row: 1, column: 1 })
    expect(step).toMatchObject({
      ok: true,
      value: {
        top: 1,
        left: 1,
        sources: [0],
        source: 0,
        window: [
          [expect.closeTo(0.8), 1],
          [0, 1],
        ],
        kernel: [
          [-1, 0],
          [0, 1],
        ],
        sum: expect.closeTo(0.2),
        others: 0,
        bias: 0,
        output: expect.closeTo(0.2),
      },
    })
    expect(maps.step({ id, layerId: 'pool1', filter: 0, source: 0, row: 0, column: 0 })).toMatchObject({
      problem: { code: 'inspection.gone' },
    })
  })

  it('is found with the first weights of a seed, or with a run’s best ones', async () => {
    await look()
    expect(asked[0]).toMatchObject({ weights: { seed: 7 }, classes: 3 })
    await look('cat.png', { kind: 'run', runId: 'trained' })
    expect(asked[1]).toMatchObject({ weights: { folder: '/runs/trained', checkpoint: 'best' }, classes: 3 })
    expect(await look('cat.png', { kind: 'run', runId: 'new' })).toMatchObject({
      problem: { code: 'runs.not-trained' },
    })
  })

  it('is not computed for what cannot be: another size, a damaged file, a network that does not fit or is too large', async () => {
    const stored = (index: number) =>
      maps.look({ network, picture: { kind: 'stored', datasetId: 'data', index } })
    expect(await stored(0)).toMatchObject({ ok: true })
    expect(await stored(1)).toMatchObject({ problem: { code: 'network.data-mismatch' } })
    expect(await look('bad.png')).toMatchObject({ problem: { code: 'data.damaged' } })
    const small = { ...presets.alexnet.spec, input: { ...presets.alexnet.spec.input, height: 20, width: 20 } }
    expect(await look('cat.png', { ...network, spec: small })).toMatchObject({
      problem: { code: 'network.window-does-not-fit' },
    })
    const { input } = presets['vgg-16'].spec
    const huge = { ...presets['vgg-16'].spec, input: { ...input, height: 1024, width: 1024 } }
    expect(await look('cat.png', { ...network, spec: huge })).toMatchObject({
      problem: { code: 'inspection.too-large' },
    })
    expect(asked).toHaveLength(1)
  })
})

describe('what is kept', () => {
  it('are two pictures, until nobody looks any more', async () => {
    const [first, second, third] = [await looked(), await looked(), await looked()]
    const isKept = ({ id }: { id: string }) => maps.png(id, 'input', 0) !== undefined
    expect([first, second, third].map(isKept)).toEqual([false, true, true])
    maps.leave()
    expect([second, third].map(isKept)).toEqual([false, false])
    expect(
      maps.step({ id: third.id, layerId: 'input', filter: 0, source: 0, row: 0, column: 0 }),
    ).toMatchObject({
      problem: { code: 'inspection.gone' },
    })
  })
})

describe('of pictures asked for while one is computed', () => {
  const settled = () => new Promise(setImmediate)

  it('the last alone is computed', async () => {
    waits = true
    const first = look('1.png')
    await settled()
    const overtaken = [first, look('2.png'), look('3.png')]
    const last = look('4.png')
    await settled()
    expect(asked).toHaveLength(1)
    answers[0]!()
    expect(await Promise.all(overtaken)).toMatchObject(
      Array(3).fill({ problem: { code: 'inspection.cancelled' } }),
    )
    await settled()
    answers[1]!()
    expect(await last).toMatchObject({ ok: true })
    expect(asked).toHaveLength(2)
  })

  it('those are given up that are cancelled, and the next waits for the engine', async () => {
    waits = true
    const first = look('1.png')
    await settled()
    const second = look('2.png')
    maps.cancel()
    const third = look('3.png')
    await settled()
    expect(asked).toHaveLength(1)
    answers[0]!()
    expect(await Promise.all([first, second])).toMatchObject(
      Array(2).fill({ problem: { code: 'inspection.cancelled' } }),
    )
    await settled()
    expect(asked).toHaveLength(2)
    answers[1]!()
    expect(await third).toMatchObject({ ok: true })
  })
})
