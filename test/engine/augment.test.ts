import { describe, expect, it } from 'vitest'
import { augment } from '../../src-main/engine/worker/graph/augment/augment.ts'
import type { AugmentOptions } from '../../src-main/engine/worker/graph/augment/context.ts'
import { Graph, type Tensor } from '../../src-main/engine/worker/graph/ir.ts'
import { joinRows, splitOverCores } from '../../src-main/engine/worker/graph/passes/split-over-cores.ts'
import { openSession } from '../../src-main/engine/worker/session.ts'
import type { Augmentation } from '../../src-main/shared/training-settings.ts'
import { randomNumbers } from './stored-pictures.ts'

const [height, width, channels] = [9, 12, 3]
const count = 40
const size = height * width * channels

/** A value of a picture by its row, column and channel. */
type Picture = (row: number, column: number, channel: number) => number

const random = randomNumbers(5)
const noise = Float32Array.from({ length: size }, () => 2 * random() - 1)
const noisy: Picture = (row, column, channel) => noise[(row * width + column) * channels + channel]!
const ramp: Picture = (_, column) => column

interface Run {
  readonly components?: AugmentOptions['components']
  readonly seed?: number
  readonly step?: number
  readonly branches?: number
}

/** What becomes of `count` copies of a picture whose values may be -1 to 1. */
async function augmented(settings: Augmentation, picture: Picture, run: Run = {}): Promise<Picture[]> {
  const { components, seed = 1, step = 0, branches = 1 } = run
  const graph = new Graph()
  const placeholder = (name: string, dtype: 'float32' | 'int32', shape: Tensor['shape']) =>
    graph.add('Placeholder', [], { dtype, shape }, { name })
  const inputs = {
    pictures: placeholder('pictures', 'float32', ['b', height, width, channels]),
    seed: placeholder('seed', 'int32', [2]),
    step: placeholder('step', 'int32', []),
  }
  const batch = splitOverCores(graph, branches, inputs.pictures)
  const key = { seed: inputs.seed, step: inputs.step }
  const parts = augment(
    { graph, batch, key, settings, components, range: [-1, 1] },
    batch.parts.map(({ rows }) => rows),
  )
  const outputs = { pictures: joinRows(graph, batch, parts) }
  const session = await openSession({ graph, signatures: { predict: { inputs, outputs } } })
  const values = Float32Array.from({ length: count * size }, (_, index) => {
    const place = index % size
    const [row, column] = [Math.floor(place / (width * channels)), Math.floor(place / channels) % width]
    return picture(row, column, place % channels)
  })
  const { pictures } = session.run('predict', {
    pictures: { shape: [count, height, width, channels], values },
    seed: { shape: [2], values: Int32Array.of(seed, 0) },
    step: { shape: [], values: Int32Array.of(step) },
  })
  session.close()
  return Array.from({ length: count }, (_, index) => (row, column, channel) => {
    return pictures!.values[index * size + (row * width + column) * channels + channel]!
  })
}

const places = Array.from({ length: size }, (_, place) => {
  return [
    Math.floor(place / (width * channels)),
    Math.floor(place / channels) % width,
    place % channels,
  ] as const
})
const valuesOf = (picture: Picture) => places.map(place => picture(...place))
const clamp = (place: number, length: number) => Math.min(Math.max(place, 0), length - 1)
const farthest = (a: Picture, b: Picture) =>
  Math.max(...places.map(place => Math.abs(a(...place) - b(...place))))

describe('augmentation', () => {
  it('of no strength adds nothing to the graph', () => {
    const graph = new Graph()
    const pictures = graph.add('Placeholder', [], { dtype: 'float32', shape: ['b', height, width, channels] })
    const [seed, step] = [[2], []].map(shape => graph.add('Placeholder', [], { dtype: 'int32', shape }))
    const batch = splitOverCores(graph, 1, pictures)
    const settings = {
      shift: 0,
      mirror: false,
      rotation: 0,
      zoom: 0,
      brightness: 0,
      contrast: 0,
      pcaColor: 0,
    }
    const options = { settings, components: undefined, range: [0, 1] as const }
    const [found] = augment({ ...options, graph, batch, key: { seed: seed!, step: step! } }, [pictures])
    expect(found).toBe(pictures)
  })

  it('mirrors about half of the pictures, exactly', async () => {
    const mirrored: Picture = (row, column, channel) => noisy(row, width - 1 - column, channel)
    const found = (await augmented({ mirror: true }, noisy)).map(picture => {
      const isMirrored = picture(0, 0, 0) === mirrored(0, 0, 0)
      expect(valuesOf(picture)).toEqual(valuesOf(isMirrored ? mirrored : noisy))
      return isMirrored
    })
    const times = found.filter(isMirrored => isMirrored).length
    expect(times).toBeGreaterThan(count * 0.25)
    expect(times).toBeLessThan(count * 0.75)
  })

  it('shifts by whole pixels up to the share, and repeats the border', async () => {
    const [mostX, mostY] = [Math.round(0.25 * width), Math.round(0.25 * height)]
    const offsets = Array.from({ length: (2 * mostX + 1) * (2 * mostY + 1) }, (_, index) => {
      return [(index % (2 * mostX + 1)) - mostX, Math.floor(index / (2 * mostX + 1)) - mostY] as const
    })
    const found = (await augmented({ shift: 0.25 }, noisy)).map(picture => {
      const fits = offsets.filter(([x, y]) => {
        const shifted: Picture = (row, column, channel) =>
          noisy(clamp(row + y, height), clamp(column + x, width), channel)
        return farthest(picture, shifted) === 0
      })
      expect(fits).toHaveLength(1)
      return fits[0]!
    })
    for (const axis of [0, 1] as const) {
      const most = [mostX, mostY][axis]!
      expect(new Set(found.map(offset => offset[axis])).size).toBe(2 * most + 1)
    }
  })

  it('turns about the middle by up to the angle, and enlarges by up to the share', async () => {
    const sizes: number[] = []
    const angles: number[] = []
    for (const picture of await augmented({ rotation: 20, zoom: 0.2 }, ramp)) {
      // The source's column is affine in the place: read its slopes off the middle, then compare all that came from within.
      const [row, column] = [4, 5]
      const at = picture(row, column, 0)
      const [across, down] = [picture(row, column + 1, 0) - at, picture(row + 1, column, 0) - at]
      const scale = Math.hypot(across, down)
      sizes.push(1 / scale)
      angles.push((Math.atan2(-down, across) * 180) / Math.PI)
      for (const [y, x] of places) {
        const source = (width - 1) / 2 + across * (x - (width - 1) / 2) + down * (y - (height - 1) / 2)
        expect(Math.abs(picture(y, x, 0) - Math.min(Math.max(source, 0), width - 1))).toBeLessThan(1e-3)
      }
    }
    expect(Math.max(...angles.map(Math.abs))).toBeLessThan(20.01)
    expect(Math.max(...angles)).toBeGreaterThan(10)
    expect(Math.min(...angles)).toBeLessThan(-10)
    expect(Math.max(...sizes)).toBeLessThan(1.201)
    expect(Math.min(...sizes)).toBeGreaterThan(0.799)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeGreaterThan(0.2)
  })

  it('adds up to the share of the range to a whole picture', async () => {
    const added = (await augmented({ brightness: 0.1 }, noisy)).map(picture => {
      const differences = places.map(place => picture(...place) - noisy(...place))
      expect(Math.max(...differences) - Math.min(...differences)).toBeLessThan(1e-6)
      return differences[0]!
    })
    expect(Math.max(...added.map(Math.abs))).toBeLessThan(0.2)
    expect(Math.max(...added)).toBeGreaterThan(0.1)
    expect(Math.min(...added)).toBeLessThan(-0.1)
  })

  it('enlarges or reduces differences to a picture’s mean by up to the share', async () => {
    const mean = valuesOf(noisy).reduce((sum, value) => sum + value, 0) / size
    const factors = (await augmented({ contrast: 0.3 }, noisy)).map(picture => {
      const factor = (picture(3, 4, 1) - mean) / (noisy(3, 4, 1) - mean)
      for (const place of places) {
        expect(picture(...place)).toBeCloseTo(mean + factor * (noisy(...place) - mean), 5)
      }
      return factor
    })
    expect(Math.max(...factors)).toBeLessThan(1.3)
    expect(Math.min(...factors)).toBeGreaterThan(0.7)
    expect(Math.max(...factors) - Math.min(...factors)).toBeGreaterThan(0.3)
  })

  it('adds multiples of the colors’ principal components with the deviation', async () => {
    const components = [
      [0.4, 0.3, 0],
      [-0.06, 0.08, 0],
      [0, 0, 0],
    ]
    const strengths = (await augmented({ pcaColor: 0.1 }, noisy, { components })).map(picture => {
      const [red = 0, green = 0, blue = 0] = [0, 1, 2].map(channel => {
        const differences = places.flatMap(place =>
          place[2] === channel ? picture(...place) - noisy(...place) : [],
        )
        expect(Math.max(...differences) - Math.min(...differences)).toBeLessThan(1e-6)
        return differences[0]
      })
      expect(blue).toBeCloseTo(0, 6)
      // In units of the components, whose lengths are 0.5 and 0.1, and of the range, which is 2 long.
      return [(red * 0.4 + green * 0.3) / 0.25 / 2, (green * 0.08 - red * 0.06) / 0.01 / 2]
    })
    for (const axis of [0, 1] as const) {
      const deviation = Math.sqrt(strengths.reduce((sum, found) => sum + found[axis]! ** 2, 0) / count)
      expect(deviation).toBeGreaterThan(0.07)
      expect(deviation).toBeLessThan(0.13)
    }
  })

  const all: Augmentation = {
    shift: 0.2,
    mirror: true,
    rotation: 10,
    zoom: 0.1,
    brightness: 0.1,
    contrast: 0.1,
  }

  it('is the same however many parts a batch is in', async () => {
    const [whole, parts] = [await augmented(all, noisy), await augmented(all, noisy, { branches: 3 })]
    for (const [index, picture] of whole.entries())
      expect(farthest(picture, parts[index]!)).toBeLessThan(1e-5)
  })

  it('is the same for the same seed and step, and another for others', async () => {
    const [first, again] = [await augmented(all, noisy), await augmented(all, noisy)]
    const others = [await augmented(all, noisy, { step: 1 }), await augmented(all, noisy, { seed: 2 })]
    for (const [index, picture] of first.entries()) {
      expect(valuesOf(picture)).toEqual(valuesOf(again[index]!))
      for (const other of others) expect(farthest(picture, other[index]!)).toBeGreaterThan(0.01)
    }
  })
})
