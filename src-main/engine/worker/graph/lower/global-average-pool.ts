import type { GlobalAveragePoolLayer } from '../../../../shared/architecture/spec.ts'
import type { Lowering } from './lowering.ts'
import { asPicture } from './reshape.ts'

/** An average pooling whose window is the whole picture. */
export const lowerGlobalAveragePool: Lowering<GlobalAveragePoolLayer> = {
  variables: () => [],
  forward: ({ graph, shapes, input }) => {
    const { height, width } = shapes.input
    const picture = asPicture(graph, input, shapes.input)
    return graph.add('AvgPool', [picture], { window: [height, width], strides: [1, 1], padding: 'VALID' })
  },
}
