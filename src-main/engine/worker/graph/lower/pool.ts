import type { PoolLayer } from '../../../../shared/architecture/spec.ts'
import type { Lowering } from './lowering.ts'
import { asPicture } from './reshape.ts'

export const lowerPool: Lowering<PoolLayer> = {
  variables: () => [],
  forward: ({ graph, layer, shapes, input }) =>
    graph.add(layer.mode === 'max' ? 'MaxPool' : 'AvgPool', [asPicture(graph, input, shapes.input)], {
      window: [layer.window.height, layer.window.width],
      strides: [layer.stride.height, layer.stride.width],
      padding: 'VALID',
    }),
}
