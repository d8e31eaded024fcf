import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openModel } from '../../src-main/engine/worker/model.ts'
import type { StoredTensor } from '../../src-main/engine/worker/safetensors.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { OptimizerSettings } from '../../src-main/shared/training-settings.ts'
import { newFolder } from './stored-pictures.ts'

/** Made by curves/make-curves.py, which says how weights, pictures and batches follow from one another here and there. */
interface Curve {
  readonly classes: number
  readonly pictures: number
  readonly batch: number
  readonly optimizer: OptimizerSettings
  readonly spec: ArchitectureSpec
  readonly losses: readonly number[]
}

const readCurve = (name: string): Curve =>
  JSON.parse(readFileSync(new URL(`curves/${name}.json`, import.meta.url), 'utf8'))

type Stream = () => number

/** Park and Miller's minimal standard, from 0 to 1. */
function uniform(): Stream {
  const modulus = 2 ** 31 - 1
  let x = 1
  return () => {
    x = (48271 * x) % modulus
    return x / modulus
  }
}

/** Every weight that is drawn in place of its initial value; in the order of the layers. */
function drawWeights(initial: ReadonlyMap<string, StoredTensor>, spec: ArchitectureSpec, next: Stream) {
  const weights = new Map(initial)
  const draw = (name: string, middle: number, spread: number, exists = (_place: number) => true) => {
    const { shape } = initial.get(name)!
    const length = shape.reduce((product, side) => product * side, 1)
    const values = Float32Array.from({ length }, (_, place) => {
      const value = middle + spread * (2 * next() - 1)
      return exists(place) ? value : 0
    })
    weights.set(name, { shape, values })
  }
  for (const layer of spec.layers) {
    const drawKernel = (exists?: (place: number) => boolean) => {
      const { shape } = initial.get(`${layer.name}/kernel`)!
      const fanIn = shape.slice(0, -1).reduce((product, side) => product * side, 1)
      draw(`${layer.name}/kernel`, 0, (6 / fanIn) ** 0.5, exists)
      draw(`${layer.name}/bias`, 0, 0.1)
    }
    if (layer.kind === 'dense') drawKernel()
    if (layer.kind === 'conv2d') {
      const { filters, connections } = layer
      const channels = initial.get(`${layer.name}/kernel`)!.shape[2]!
      const reads = (place: number) =>
        connections?.[place % filters]?.includes(Math.floor(place / filters) % channels) ?? true
      drawKernel(reads)
    }
    if (layer.kind === 'subsample') {
      const area = layer.window.height * layer.window.width
      draw(`${layer.name}/coefficient`, 1 / area, 0.1 / area)
      draw(`${layer.name}/bias`, 0, 0.1)
    }
    if (layer.kind === 'batch-norm') {
      draw(`${layer.name}/scale`, 1, 0.1)
      draw(`${layer.name}/offset`, 0, 0.1)
    }
  }
  return weights
}

async function storePictures({ spec, classes, pictures }: Curve, next: Stream) {
  const { height, width, channels } = spec.input
  const size = height * width * channels
  const bytes = Uint8Array.from({ length: pictures * size }, (_, place) => {
    const [picture, pixel] = [Math.floor(place / size), place % size]
    return Math.floor(128 * next()) + (pixel % classes === picture % classes ? 127 : 0)
  })
  const labels = Uint16Array.from({ length: pictures }, (_, picture) => picture % classes)
  const folder = await newFolder()
  const [picturesFile, labelsFile] = [join(folder, 'images.u8'), join(folder, 'labels.u16')]
  await writeFile(picturesFile, bytes)
  await writeFile(labelsFile, new Uint8Array(labels.buffer))
  return { picturesFile, labelsFile }
}

describe('fifty steps of training', () => {
  it.each([
    { name: 'lenet', learns: 'LeNet with sparse connections, subsampling and Adam' },
    { name: 'alexnet', learns: 'AlexNet with towers, normalisation, momentum and weight decay' },
    { name: 'vgg', learns: "VGG with Nesterov's momentum and weight decay" },
    { name: 'vgg-wide', learns: 'VGG with filters enough for tiles' },
    { name: 'vgg-batch-norm', learns: 'VGG with batch normalisation and global pooling' },
  ])("of a small $learns follow Keras's losses", async ({ name }) => {
    const curve = readCurve(name)
    const { spec, classes, optimizer, losses } = curve
    const model = await openModel({ spec, classes, optimizer, branches: 2 })
    const next = uniform()
    model.init(1)
    model.write(drawWeights(model.read(), spec, next))
    model.load(await storePictures(curve, next))
    const indices = losses.flatMap((_, step) =>
      Array.from({ length: curve.batch }, (_, place) => (7 * step + 3 * place) % curve.pictures),
    )
    const rates = new Float32Array(losses.length).fill(optimizer.learningRate)

    const found = model.train({ indices: Int32Array.from(indices), rates, seed: 1, first: 0 })
    model.close()

    const differences = losses.map((loss, step) => Math.abs(loss - found.losses[step]!))
    expect(losses).toHaveLength(50)
    expect(Math.max(...differences)).toBeLessThan(1e-4)
    expect(losses.at(-1)).toBeLessThan(0.9 * losses[0]!)
  })
})
