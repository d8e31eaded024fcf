import { presets } from '../../shared/architecture/presets/index.ts'
import type { SelfTest } from '../../shared/contract/engine.ts'
import { storeNoise } from './bench/noise.ts'
import type { Placement } from './graph/passes/place.ts'
import { openModel } from './model.ts'
import { inTemporaryFolder } from './temporary-folders.ts'

const { spec, training } = presets['lenet-modern']
const [steps, batch, pictures, seed] = [10, 32, 256, 1]

/** Cards round products of matrices to about a thousandth (TensorFloat-32), and add in another order; a wrong kernel is further off. */
const tolerance = 0.01

/** Trains a small network from the same weights on the same pictures twice: where TensorFlow puts it, and on the processor. */
export async function selfTest(): Promise<SelfTest> {
  const here = await losses(undefined)
  const there = await losses({ everything: '/device:CPU:0' })
  return compareLosses(here, there)
}

export function compareLosses(losses: Float32Array, expected: Float32Array): SelfTest {
  const differences = Array.from(
    expected,
    (value, step) => Math.abs((losses[step] ?? Number.NaN) - value) / value,
  )
  const furthest = Math.max(...differences)
  return { steps: expected.length, furthest, agrees: furthest <= tolerance }
}

async function losses(placement: Placement | undefined): Promise<Float32Array> {
  const { optimizer } = training
  const model = await openModel({ spec, classes: 10, optimizer, branches: 1, placement })
  try {
    model.init(seed)
    await inTemporaryFolder('bench', async folder =>
      model.load(await storeNoise(folder, spec.input, 10, pictures)),
    )
    const indices = Int32Array.from({ length: steps * batch }, (_, place) => (7 * place) % pictures)
    const rates = new Float32Array(steps).fill(optimizer.learningRate)
    return model.train({ indices, rates, seed, first: 0 }).losses
  } finally {
    model.close()
  }
}
