import type { DenseLayer } from '../../../../shared/architecture/spec.ts'
import { activate } from './activation.ts'
import { bias, initialKernel, kernel, type Lowering, volume, weight } from './lowering.ts'
import { flatten } from './reshape.ts'

/** Kernel [in, out]; a picture before it is read row by row. */
export const lowerDense: Lowering<DenseLayer> = {
  variables: (layer, { input, output }) => {
    const shape = [volume(input), output.channels] as const
    return [kernel(shape, initialKernel(layer.initializer, ...shape)), bias(output.channels, layer.biasStart)]
  },
  forward: ({ graph, layer, shapes, input, weights }) => {
    const row = flatten(graph, input, shapes.input)
    const attributes = { transposeA: false, transposeB: false }
    const sums = graph.add('MatMul', [row, weight(weights, 0)], attributes)
    return activate(graph, layer.activation, graph.add('BiasAdd', [sums, weight(weights, 1)], {}))
  },
}
