import { describe, expect, it } from 'vitest'
import { presetIds, presets } from '../../../shared/architecture/presets/index.ts'
import { summarize } from '../../../shared/architecture/summary.ts'
import { checkGraph } from './check.ts'
import { compile } from './compile.ts'
import { scalar, vector } from './constants.ts'
import { gradients } from './gradients.ts'
import { Graph, type Node, type Tensor } from './ir.ts'
import { isNode } from './ops/op.ts'
import { printGraph } from './print.ts'

const float = (graph: Graph, shape: Tensor['shape'], name = 'x') =>
  graph.add('Placeholder', [], { dtype: 'float32', shape }, { name })

describe('the compiler', () => {
  const optimizers = [
    { kind: 'sgd', learningRate: 0.1 },
    { kind: 'momentum', learningRate: 0.1, momentum: 0.9 },
    { kind: 'adam', learningRate: 0.1 },
  ] as const
  const programs = presetIds.flatMap(id =>
    optimizers.flatMap(optimizer => [1, 2, 3].map(branches => ({ id, optimizer, branches }))),
  )

  it.each(programs)('makes a sound graph of $id with $optimizer.kind in $branches branches', options => {
    const program = compile(presets[options.id].spec, { classes: 10, ...options })
    expect(checkGraph(program.graph)).toEqual([])
  })

  it.each(presetIds)('gives %s the weights that the editor counts', id => {
    const { spec } = presets[id]
    const { variables } = compile(spec, { classes: 10, branches: 1 })
    const masked = variables.reduce((sum, { shape, initial }) => {
      const mask = 'mask' in initial ? initial.mask?.values.filter(value => value === 1).length : undefined
      return sum + (mask ?? shape.reduce((product, length) => product * length, 1))
    }, 0)
    expect(masked).toBe(summarize(spec, 10).parameters)
  })

  it('names nodes after the layers, so that an error of TensorFlow leads to one', () => {
    const { graph } = compile(presets['lenet-modern'].spec, { classes: 10, branches: 2 })
    const convolutions = graph.nodes.filter(({ op }) => op === 'Conv2D').map(({ name }) => name)
    expect(convolutions).toContain('predict/core1/conv2/Conv2D')
  })

  it('lets TensorFlow work out no first value beforehand, which it would keep beside the variable', () => {
    const optimizer = { kind: 'adam', learningRate: 0.1 } as const
    const { graph } = compile(presets.alexnet.spec, { classes: 10, optimizer, branches: 1 })
    const fills = graph.nodes.filter(({ op, name }) => op === 'Fill' && name.startsWith('init/'))
    expect(fills).not.toEqual([])
    expect(fills.filter(({ inputs }) => inputs.every(({ node }) => node.op === 'Const'))).toEqual([])
  })

  it('refuses two layers of one name, whose weights would be one', () => {
    const { spec } = presets['lenet-modern']
    const layers = spec.layers.map(layer => ({ ...layer, name: 'same' }))
    expect(() => compile({ ...spec, layers }, { classes: 10, branches: 1 })).toThrow('the same name')
  })
})

describe('the gradients of a graph', () => {
  it('are summed where a value is used twice', () => {
    const graph = new Graph()
    const x = float(graph, [3])
    const twice = graph.add('AddV2', [x, graph.add('Mul', [x, x], {})], {})
    const loss = graph.add('Sum', [twice, vector(graph, [0])], { keepDims: false })
    const [dx] = gradients(graph, loss, [x])
    expect(dx?.node.op).toBe('AddN')
    expect(dx?.shape).toEqual([3])
  })

  it('are not built where nobody asks for them', () => {
    const graph = new Graph()
    const [a, b] = [float(graph, [2, 3], 'a'), float(graph, [3, 2], 'b')]
    const product = graph.add('MatMul', [a, b], { transposeA: false, transposeB: false })
    const loss = graph.add('Sum', [product, vector(graph, [0, 1])], { keepDims: false })
    gradients(graph, loss, [b])
    expect(graph.nodes.filter(({ op }) => op === 'MatMul')).toHaveLength(2)
  })

  it('fail, naming the node, where no gradient passes', () => {
    const graph = new Graph()
    const x = float(graph, ['b', 3])
    const best = graph.add('Softmax', [x], {}, { name: 'softmax' })
    const loss = graph.add('Sum', [best, vector(graph, [0, 1])], { keepDims: false })
    expect(() => gradients(graph, loss, [x])).toThrow('softmax: no gradient passes through Softmax')
  })

  it('fail where the loss does not depend on what they are asked for', () => {
    const graph = new Graph()
    const loss = graph.add('Sum', [float(graph, [1]), vector(graph, [0])], { keepDims: false })
    expect(() => gradients(graph, loss, [float(graph, [1], 'other')])).toThrow('does not depend on other')
  })
})

describe('a graph', () => {
  it('refuses what does not go together, naming the node', () => {
    const graph = new Graph()
    const inputs = [float(graph, ['b', 8, 8, 3]), float(graph, [3, 3, 4, 8], 'kernel')]
    expect(() =>
      graph.add('Conv2D', inputs, { strides: [1, 1], padding: 'VALID' }, { name: 'conv1' }),
    ).toThrow('conv1 (Conv2D): a kernel for 4 channels and a picture of 3')
  })

  it('is printed one line a node', () => {
    const graph = new Graph()
    const x = float(graph, ['b', 6, 6, 1])
    const attributes = { window: [2, 2], strides: [2, 2], padding: 'VALID' } as const
    graph.within('pool 1', () => graph.add('MaxPool', [x], attributes))
    expect(printGraph(graph)).toBe(
      'x = Placeholder float32[b,6,6,1] ()\n' +
        'pool_1/MaxPool = MaxPool float32[b,3,3,1] (x) strides=1,2,2,1 padding=VALID ksize=1,2,2,1',
    )
  })

  it('whose nodes were tampered with does not pass the check', () => {
    const graph = new Graph()
    const x = float(graph, [2])
    const sum = graph.add('AddV2', [x, scalar(graph, 1)], {})
    const changed = { ...sum.node, outputs: [{ ...sum, shape: [3] }] } as Node
    graph.nodes.splice(graph.nodes.indexOf(sum.node), 1, changed)
    expect(checkGraph(graph)).toEqual(['AddV2 is float32[3] and should be float32[2]'])
  })

  it('has constants that float32 holds, whatever the momentum', () => {
    const { spec } = presets['lenet-modern']
    for (const momentum of [1e-45, 1e-30, 0.9]) {
      const optimizer = { kind: 'momentum', learningRate: 0.01, momentum, weightDecay: 1 } as const
      const { graph } = compile(spec, { classes: 10, optimizer, branches: 1 })
      const loop = graph.nodes.find(node => isNode(node, 'While')) as Node<'While'>
      const constants = loop.attributes.body.graph.nodes.filter(node => isNode(node, 'Const'))
      const values = constants.flatMap(({ attributes }) => attributes.value.values)
      expect(values.filter(value => !Number.isFinite(Math.fround(value)))).toEqual([])
    }
  })
})
