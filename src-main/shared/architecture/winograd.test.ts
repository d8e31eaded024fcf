import { describe, expect, it } from 'vitest'
import { presets } from './presets/index.ts'
import { inferShapes } from './shapes.ts'
import type { ArchitectureSpec } from './spec.ts'
import { isTiled } from './winograd.ts'

const tiled = ({ layers, ...spec }: ArchitectureSpec) => {
  const shapes = inferShapes({ layers, ...spec }, 10).layers
  return layers.flatMap((layer, index) =>
    isTiled(layer, shapes[index]!, { precision: 'float32', parts: 2 }) ? [layer.name] : [],
  )
}

describe('convolutions computed by tiles', () => {
  it('are those of 3 x 3 with many channels', () => {
    expect(tiled(presets['lenet-modern'].spec)).toEqual([])
    expect(tiled(presets.alexnet.spec)).toEqual(['conv3', 'conv4', 'conv5'])
    expect(tiled(presets['vgg-11'].spec)).toEqual([
      'conv3_1',
      'conv3_2',
      'conv4_1',
      'conv4_2',
      'conv5_1',
      'conv5_2',
    ])
  })

  it('do not leave out what a connection table leaves out, and do not skip', () => {
    const { spec } = presets.alexnet
    const changed = spec.layers.map(layer => {
      if (layer.name === 'conv4') return { ...layer, stride: { height: 1, width: 2 } }
      if (layer.name !== 'conv3' || layer.kind !== 'conv2d') return layer
      return { ...layer, connections: Array.from({ length: layer.filters }, () => [0]) }
    })
    expect(tiled({ ...spec, layers: changed })).not.toContain('conv3')
    expect(tiled({ ...spec, layers: changed })).not.toContain('conv4')
  })
})
