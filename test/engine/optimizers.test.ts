import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Graph, type Tensor } from '../../src-main/engine/worker/graph/ir.ts'
import { clippingScale } from '../../src-main/engine/worker/graph/optimizers/clip.ts'
import { optimizerFor } from '../../src-main/engine/worker/graph/optimizers/index.ts'
import {
  declareVariables,
  done,
  readSignature,
  writeSignature,
} from '../../src-main/engine/worker/graph/state.ts'
import type { VariableSpec } from '../../src-main/engine/worker/graph/variables.ts'
import { openSession, type Value } from '../../src-main/engine/worker/session.ts'
import type { OptimizerSettings } from '../../src-main/shared/training-settings.ts'

/** Made by keras/optimizers.py: the kernel's six and the bias's two values after each step. */
const keras: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL('keras/optimizers.json', import.meta.url), 'utf8'),
)
const rates = [0.1, 0.1, 0.1, 0.02, 0.02, 0.2, 0.2, 0.1]
const learningRate = 0.1
const weightDecay = 0.05

const initial = { kind: 'constant', value: 0 } as const
const specs: VariableSpec[] = [
  { name: 'fc/kernel', shape: [3, 2], initial, role: 'weight', decays: true },
  { name: 'fc/bias', shape: [2], initial, role: 'weight' },
]

function valuesAt(step: number, shift: number): [Value, Value] {
  const kernel = [0, 1, 2].flatMap(row => [0, 1].map(column => Math.sin(3 * step + 2 * row + column + shift)))
  const bias = [0, 1].map(row => Math.cos(5 * step + row + shift))
  return [
    { shape: [3, 2], values: Float32Array.from(kernel) },
    { shape: [2], values: Float32Array.from(bias) },
  ]
}

/** The weights after each of the steps. */
async function follow(settings: OptimizerSettings, clipNorm?: number): Promise<number[][]> {
  const optimizer = optimizerFor(settings)
  const graph = new Graph()
  const weights = declareVariables(graph, specs)
  const state = declareVariables(graph, optimizer.state(specs))
  const feed = (name: string, shape: readonly number[]): Tensor =>
    graph.add('Placeholder', [], { dtype: 'float32', shape }, { name })
  const rate = feed('rate', [])
  const gradients = [feed('kernel', [3, 2]), feed('bias', [2])] as const
  const updates = optimizer.update({
    graph,
    rate,
    scale: clipNorm === undefined ? undefined : clippingScale(graph, gradients, clipNorm),
    weights: weights.map(({ spec, resource }, index) => ({
      spec,
      resource,
      value: graph.add('ReadVariableOp', [resource], {}),
      gradient: gradients[index]!,
    })),
    state: state.map(({ resource }) => resource),
  })
  const variables = [...weights, ...state]
  const session = await openSession({
    graph,
    signatures: {
      train: {
        inputs: { rate, kernel: gradients[0], bias: gradients[1] },
        outputs: { done: done(graph, updates) },
      },
      read: graph.within('read', () => readSignature(graph, variables)),
      write: graph.within('write', () => writeSignature(graph, variables)),
    },
  })
  const start = variables.map(({ spec }) => {
    const values = new Float32Array(spec.shape.reduce((product, length) => product * length, 1))
    if (spec.initial.kind === 'constant') values.fill(spec.initial.value)
    return [spec.name, { shape: spec.shape, values }] as const
  })
  const [kernel, bias] = valuesAt(0, 0.5)
  session.run('write', { ...Object.fromEntries(start), 'fc/kernel': kernel, 'fc/bias': bias })
  const after = rates.map((value, step) => {
    const [kernel, bias] = valuesAt(step, 0)
    session.run('train', { rate: { shape: [], values: Float32Array.of(value) }, kernel, bias })
    const read = session.run('read', {})
    return specs.flatMap(({ name }) => [...read[name]!.values])
  })
  session.close()
  return after
}

describe('eight steps at changing rates come to what Keras comes to', () => {
  const cases: [string, OptimizerSettings, number?][] = [
    ['sgd', { kind: 'sgd', learningRate }],
    ['sgd, decay', { kind: 'sgd', learningRate, weightDecay }],
    ['sgd, clipped', { kind: 'sgd', learningRate }, 0.9],
    ['momentum', { kind: 'momentum', learningRate, momentum: 0.9 }],
    ['momentum, decay', { kind: 'momentum', learningRate, momentum: 0.9, weightDecay }],
    ['momentum, clipped', { kind: 'momentum', learningRate, momentum: 0.9 }, 0.9],
    ['nesterov', { kind: 'momentum', learningRate, momentum: 0.9, nesterov: true }],
    ['nesterov, decay', { kind: 'momentum', learningRate, momentum: 0.9, nesterov: true, weightDecay }],
    ['adam', { kind: 'adam', learningRate }],
    ['adam, decay', { kind: 'adam', learningRate, weightDecay }],
    ['adam, clipped', { kind: 'adam', learningRate }, 0.9],
  ]

  it.each(cases)('%s', async (name, settings, clipNorm) => {
    expect(distance(await follow(settings, clipNorm), keras[name])).toBeLessThan(1e-5)
  })

  it('momentum of 0 is plain descent, and so is a norm that is never reached', async () => {
    expect(
      distance(await follow({ kind: 'momentum', learningRate, momentum: 0 }), keras['sgd']),
    ).toBeLessThan(1e-5)
    expect(distance(await follow({ kind: 'sgd', learningRate }, 100), keras['sgd'])).toBeLessThan(1e-5)
  })
})

const distance = (found: readonly number[][], expected: readonly number[][] = []) =>
  Math.max(
    ...found.flatMap((row, step) =>
      row.map((value, place) => Math.abs(value - (expected[step]?.[place] ?? Number.NaN))),
    ),
  )
