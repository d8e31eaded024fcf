import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'

const { spec } = presets['lenet-modern']

/** LeNet whose first dense layer has more than 2^20 weights, which the cores share. */
export const wideLenet: ArchitectureSpec = {
  ...spec,
  id: 'wide',
  layers: spec.layers.map(layer =>
    layer.id === 'fc1' && layer.kind === 'dense' ? { ...layer, units: 2624 } : layer,
  ),
}
