import { describe, expect, it } from 'vitest'
import { presets } from '../../../../shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../../../../shared/architecture/spec.ts'
import { compile } from '../compile.ts'
import type { Node } from '../ir.ts'
import { isNode } from '../ops/op.ts'
import { toGraphDef } from '../to-graphdef.ts'
import { type Placement, place } from './place.ts'

const optimizer = { kind: 'momentum', learningRate: 0.01, momentum: 0.9 } as const

/** Nodes of the training step, and all of the graph as TensorFlow gets it. */
function placed(placement: Placement, spec: ArchitectureSpec = presets.alexnet.spec) {
  const { graph } = compile(spec, { classes: 10, optimizer, branches: 1 })
  place(graph, placement)
  const loop = graph.nodes.find(node => isNode(node, 'While')) as Node<'While'>
  const { node, library } = toGraphDef(graph) as {
    node: { name: string; device?: string }[]
    library: { function: { node_def: { name: string; device?: string }[] }[] }
  }
  return {
    step: loop.attributes.body.graph.nodes,
    definitions: [...node, ...library.function.flatMap(({ node_def }) => node_def)],
  }
}

describe('the placement', () => {
  it('puts AlexNet’s towers on a card each, with their gradients, and nothing else', () => {
    const { step } = placed({ towers: ['/device:GPU:0', '/device:GPU:1'] })
    const towersOf = (op: Node['op']) =>
      step
        .filter(node => node.op === op && node.name.includes('/tower.'))
        .map(node => [node.name, node.device])
    for (const op of ['Conv2D', 'Conv2DBackpropFilter', 'Conv2DBackpropInput'] as const) {
      const towers = towersOf(op)
      expect(towers).toHaveLength(6)
      for (const [name, device] of towers) {
        expect({ name, device }).toEqual({
          name,
          device: name?.includes('/tower.1/') ? '/device:GPU:1' : '/device:GPU:0',
        })
      }
    }
    const others = step.filter(node => !/tower\.\d/.test(node.name) || node.op === 'Const')
    expect(others.filter(({ device }) => device !== undefined)).toEqual([])
  })

  it('does not take a layer for a tower that is called like one', () => {
    const { spec } = presets['lenet-modern']
    const layers = spec.layers.map((layer, index) => ({ ...layer, id: `tower${index}` }))
    const { definitions } = placed({ towers: ['/device:GPU:0', '/device:GPU:1'] }, { ...spec, layers })
    expect(definitions.filter(({ device }) => device !== undefined)).toEqual([])
  })

  it('stands in the GraphDef, in the loop’s functions too', () => {
    const { definitions } = placed({ everything: '/device:CPU:0' })
    expect(definitions.filter(({ device }) => device !== '/device:CPU:0')).toEqual([])
  })

  it('is left to TensorFlow where there are no devices to place on', () => {
    expect(placed({ towers: [] }).definitions.filter(({ device }) => device !== undefined)).toEqual([])
  })
})
