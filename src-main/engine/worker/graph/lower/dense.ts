import type { DenseLayer } from '../../../../shared/architecture/spec.ts'
import type { Tensor } from '../ir.ts'
import { input as at } from '../ops/op.ts'
import { onCores } from '../passes/split-over-cores.ts'
import { activate } from './activation.ts'
import { type BatchLowering, bias, initialKernel, kernel, volume, weight } from './lowering.ts'
import { flatten } from './reshape.ts'
import { sharedProduct, sharesOf } from './shared-product.ts'

/** Kernel [in, out]; a picture before it is read row by row. A large kernel is shared by the cores instead of being read by each. */
export const lowerDense: BatchLowering<DenseLayer> = {
  variables: (layer, { input, output }) => {
    const shape = [volume(input), output.channels] as const
    return [kernel(shape, initialKernel(layer.initializer, ...shape)), bias(output.channels, layer.biasStart)]
  },
  forwardBatch: ({ graph, layer, shapes, batch, inputs, weights }) => {
    const kernel = weight(weights, 0)
    const rows = onCores(graph, batch, (_, part) => flatten(graph, at(inputs, part), shapes.input))
    const multiply = (values: Tensor) =>
      graph.add('MatMul', [values, kernel], { transposeA: false, transposeB: false })
    const shares = sharesOf(batch, kernel)
    const shared = shares > 1 ? sharedProduct(graph, batch, rows, kernel, shares) : undefined
    const outputs = onCores(graph, batch, (_, part) => {
      const sums = shared ? at(shared, part) : multiply(at(rows, part))
      return activate(graph, layer.activation, graph.add('BiasAdd', [sums, weight(weights, 1)], {}))
    })
    return { outputs, statistics: [] }
  },
}
