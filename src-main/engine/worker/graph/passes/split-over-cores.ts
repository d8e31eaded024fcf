import { scalar, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

/** One branch's part of a batch. `present` float32 [b]: 0 for a row that only fills a branch that would have none; undefined: all are there. */
export interface Part {
  readonly rows: Tensor
  readonly present: Tensor | undefined
}

/**
 * Builds the same nodes once for each core, over every `branches`-th row of a batch: with one thread an operator, independent
 * branches are what keeps all cores busy. TensorFlow fails on an empty batch here (README.md), so a branch without rows gets the
 * batch's last row once more, not present. Results come in the order of the branches.
 */
export function overCores<T>(graph: Graph, branches: number, batch: Tensor, build: (part: Part) => T): T[] {
  if (branches === 1) return [build({ rows: batch, present: undefined })]
  const count = lengthOf(graph, batch)
  const last = graph.add('AddV2', [count, scalar(graph, -1, 'int32')], {})
  return placesOfBranches(graph, branches, count).map((places, branch) =>
    graph.within(`core${branch}`, () => {
      const bounded = graph.add('Minimum', [places, last], {})
      const rows = graph.add('GatherV2', [batch, bounded, scalar(graph, 0, 'int32')], {}, { name: 'rows' })
      const present = graph.add('Cast', [graph.add('Less', [places, count], {})], { to: 'float32' })
      return build({ rows, present })
    }),
  )
}

/** Sum of what the branches found. */
export function sumOverCores(graph: Graph, parts: readonly Tensor[]): Tensor {
  const [first] = parts
  return first && parts.length === 1 ? first : graph.add('AddN', parts, {})
}

/** Puts the branches' rows back into the order of the batch that was split. */
export function joinRows(graph: Graph, batch: Tensor, parts: readonly Tensor[]): Tensor {
  const [first] = parts
  if (first && parts.length === 1) return first
  const places = placesOfBranches(graph, parts.length, lengthOf(graph, batch))
  const joined = graph.add('DynamicStitch', [...places, ...parts], {})
  const bounds = [vector(graph, [0]), lengthsOf(graph, batch), vector(graph, [1])]
  return graph.add('StridedSlice', [joined, ...bounds], { shrink: false, toEnd: false })
}

/** Number of rows, int32. */
export function lengthOf(graph: Graph, rows: Tensor): Tensor {
  const bounds = [vector(graph, [0]), vector(graph, [1]), vector(graph, [1])]
  const shape = graph.add('Shape', [rows], {})
  return graph.add('StridedSlice', [shape, ...bounds], { shrink: true, toEnd: false })
}

/** Number of rows as a list of one length, int32 [1]. */
export function lengthsOf(graph: Graph, rows: Tensor): Tensor {
  const shape = graph.add('Shape', [rows], {})
  return graph.add('Slice', [shape, vector(graph, [0]), vector(graph, [1])], {})
}

/** The places in the batch of each branch's rows: n, n + branches, ...; at least one for each branch. */
function placesOfBranches(graph: Graph, branches: number, count: Tensor): Tensor[] {
  const limit = graph.add('Maximum', [count, scalar(graph, branches, 'int32')], {})
  const bounds = [scalar(graph, 0, 'int32'), limit, scalar(graph, 1, 'int32')]
  const places = graph.add('Range', bounds, { length: 'b' })
  return Array.from({ length: branches }, (_, branch) => {
    const every = [vector(graph, [branch]), vector(graph, [0]), vector(graph, [branches])]
    return graph.add('StridedSlice', [places, ...every], { shrink: false, toEnd: true })
  })
}
