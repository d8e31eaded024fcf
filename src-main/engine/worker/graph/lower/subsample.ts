import type { SubsampleLayer } from '../../../../shared/architecture/spec.ts'
import { scalar } from '../constants.ts'
import { activate } from './activation.ts'
import { bias, type Lowering, weight } from './lowering.ts'
import { pool } from './pool.ts'
import { asPicture } from './reshape.ts'

/** The window's sum times a coefficient plus a bias, each one a channel (LeCun et al. 1998, section II.B); it starts as a mean. */
export const lowerSubsample: Lowering<SubsampleLayer> = {
  variables: (layer, { input }) => [
    {
      name: 'coefficient',
      shape: [input.channels],
      initial: { kind: 'constant', value: 1 / area(layer) },
      role: 'weight',
    },
    bias(input.channels),
  ],
  forward: ({ graph, layer, shapes, input, weights }) => {
    const window = [layer.window.height, layer.window.width] as const
    const picture = asPicture(graph, input, shapes.input)
    const mean = pool(graph, 'AvgPool', picture, { window, strides: window, padding: 'VALID' })
    // The sum is the mean times the window's area; the area goes to the few coefficients instead of the many means.
    const factor = graph.add('Mul', [weight(weights, 0), scalar(graph, area(layer))], {})
    const scaled = graph.add('Mul', [mean, factor], {})
    return activate(graph, layer.activation, graph.add('BiasAdd', [scaled, weight(weights, 1)], {}))
  },
}

const area = ({ window }: SubsampleLayer) => window.height * window.width
