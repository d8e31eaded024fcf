import { precisionOf } from '../../../shared/architecture/layer-precision.ts'
import { inferShapes, type LayerShapes } from '../../../shared/architecture/shapes.ts'
import type { ArchitectureSpec, Layer } from '../../../shared/architecture/spec.ts'
import { isTiled } from '../../../shared/architecture/winograd.ts'
import { augment } from './augment/augment.ts'
import { scalar } from './constants.ts'
import type { Graph, Tensor } from './ir.ts'
import { poolsEarly } from './lower/early-pool.ts'
import { loweringOf } from './lower/index.ts'
import type { Forwarded, LayerContext, Mode, Pooling } from './lower/lowering.ts'
import { lowerPool } from './lower/pool.ts'
import { asType } from './lower/precision.ts'
import { input as at } from './ops/op.ts'
import { type Batch, onCores } from './passes/split-over-cores.ts'
import { streams } from './random.ts'
import type { VariableSpec } from './variables.ts'

/** A network whose shapes fit: what the compiler works from. */
export interface Network {
  readonly spec: ArchitectureSpec
  readonly classes: number
  readonly layers: readonly NetworkLayer[]
}

interface NetworkLayer {
  readonly layer: Layer
  readonly shapes: LayerShapes
  /** Named as in a checkpoint: `conv1/kernel`. */
  readonly variables: readonly VariableSpec[]
}

/** Resolves the shapes; a network that does not fit is a bug here, since people were told before. */
export function resolveNetwork(spec: ArchitectureSpec, classes: number): Network {
  const { layers, problems } = inferShapes(spec, classes)
  const [fault] = problems
  if (fault) throw new Error(`${spec.id} cannot be compiled: ${fault.problem.code} at ${fault.layerId}`)
  const resolved = spec.layers.flatMap((layer, index): NetworkLayer[] => {
    const shapes = layers[index]
    if (!shapes) return []
    const variables = loweringOf(layer)
      .variables(layer, shapes)
      .map(variable => ({ ...variable, name: `${layer.name}/${variable.name}` }))
    return [{ layer, shapes, variables }]
  })
  return { spec, classes, layers: resolved }
}

/** All that a network keeps: weights and, among them, the statistics of batch normalisation. */
export const variablesOf = (network: Network): readonly VariableSpec[] =>
  network.layers.flatMap(({ variables }) => variables)

/** A layer's weights and, one for each part, what it put out; a pooling that was done together with the layer before it is not among these. */
interface PassedLayer {
  readonly layer: Layer
  readonly weights: readonly Tensor[]
  readonly outputs: readonly Tensor[]
}

interface Passed extends Forwarded {
  readonly layers: readonly PassedLayer[]
}

/**
 * A batch's pictures uint8 [b, h, w, c] to logits [b, classes], layer by layer over all parts, so that a layer may look at the whole batch.
 * `pictures`: one for each part; `weights`: values in the order of `variablesOf`; `statistics`: what those of that role become.
 */
export function forward(
  graph: Graph,
  network: Network,
  weights: readonly Tensor[],
  batch: Batch,
  pictures: readonly Tensor[],
  mode: Mode,
): Passed {
  const { range } = network.spec.input
  let outputs: readonly Tensor[] = onCores(graph, batch, (_, index) =>
    graph.within('input', () => scaleToRange(graph, at(pictures, index), range)),
  )
  if (mode.kind === 'training' && mode.augmentation) {
    outputs = augment({ ...mode.augmentation, graph, batch, key: mode.key, range }, outputs)
  }
  const precision = mode.kind === 'training' ? mode.precision : 'float32'
  const isApart = mode.kind === 'inference' && mode.layersApart === true
  const statistics: Tensor[] = []
  const layers: PassedLayer[] = []
  let used = 0
  let done: NetworkLayer | undefined
  for (const [index, current] of network.layers.entries()) {
    if (current === done) continue
    const { layer, shapes, variables } = current
    const lowering = loweringOf(layer)
    const own = weights.slice(used, used + variables.length)
    used += variables.length
    const tiled = isTiled(layer, shapes, { precision, parts: batch.parts.length })
    const dtype = tiled ? 'float32' : precisionOf(layer, precision)
    const cast = (value: Tensor) => asType(graph, value, dtype)
    const before = outputs
    const inputs = onCores(graph, batch, (_, part) => graph.within(layer.id, () => cast(at(before, part))))
    const context = { graph, layer, shapes, weights: own, tiled }
    if ('forward' in lowering) {
      const next = network.layers[index + 1]
      done = !isApart && poolsEarly(layer, next?.layer) ? next : undefined
      const inside = { ...context, ...(done && { pooling: early({ ...context, ...done }) }) }
      const prepared = graph.within(layer.id, () => (lowering.prepare?.(inside) ?? own).map(cast))
      outputs = onCores(graph, batch, (_, part) =>
        graph.within(layer.id, () =>
          lowering.forward({ ...inside, weights: prepared, input: at(inputs, part) }),
        ),
      )
    } else {
      const stream = streams.layer(index)
      const forwarded = graph.within(layer.id, () =>
        lowering.forwardBatch({ ...context, weights: own.map(cast), batch, inputs, mode, stream }),
      )
      outputs = forwarded.outputs
      statistics.push(...forwarded.statistics)
    }
    if (isApart) {
      // Nothing that reads it sees what it was put together from.
      const given = outputs
      outputs = onCores(graph, batch, (_, part) =>
        graph.within(layer.id, () => graph.add('Identity', [at(given, part)], {}, { name: 'output' })),
      )
    }
    layers.push({ layer, weights: own, outputs })
  }
  const logits = onCores(graph, batch, (_, part) => asType(graph, at(outputs, part), 'float32'))
  return { outputs: logits, statistics, layers }
}

function early(context: LayerContext<Layer>): Pooling {
  const { graph, layer } = context
  if (layer.kind !== 'pool') throw new Error(`${layer.id} does not pool`)
  const pool = (input: Tensor) => lowerPool.forward({ ...context, layer, input, weights: [] })
  return { layer, pool: maps => graph.within(layer.id, () => pool(maps)) }
}

/** 0..255 linearly onto the interval. */
function scaleToRange(graph: Graph, pictures: Tensor, [low, high]: readonly [number, number]): Tensor {
  const values = graph.add('Cast', [pictures], { to: 'float32' })
  const scaled = graph.add('Mul', [values, scalar(graph, (high - low) / 255)], {})
  return low === 0 ? scaled : graph.add('AddV2', [scaled, scalar(graph, low)], {})
}
