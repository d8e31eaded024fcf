import { scalar, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

/** A batch in parts that cores work on side by side. */
export interface Batch {
  /** Its rows before the split. */
  readonly whole: Tensor
  readonly parts: readonly Part[]
}

/** One branch's part of a batch: rows that are all there, or a single one that fills a branch that would have none. */
export interface Part {
  readonly rows: Tensor
  /** The rows' places in the batch, int32 [b]; undefined: they are the batch. */
  readonly places: Tensor | undefined
  /** float32 [b]: 0 for the row that only fills; undefined: all are there. */
  readonly present: Tensor | undefined
}

/**
 * Splits a batch into a part for each core, every `branches`-th row: with one thread an operator, independent branches are what keeps
 * all cores busy. TensorFlow fails on an empty batch here (README.md), so a branch without rows gets the batch's last row once more.
 */
export function splitOverCores(graph: Graph, branches: number, whole: Tensor): Batch {
  if (branches === 1) return { whole, parts: [{ rows: whole, places: undefined, present: undefined }] }
  const count = lengthOf(graph, whole)
  const last = graph.add('AddV2', [count, scalar(graph, -1, 'int32')], {})
  const parts = placesOfBranches(graph, branches, count).map((open, branch) =>
    graph.within(`core${branch}`, () => {
      const places = graph.add('Minimum', [open, last], {})
      const rows = graph.add('GatherV2', [whole, places, scalar(graph, 0, 'int32')], {}, { name: 'rows' })
      const present = graph.add('Cast', [graph.add('Less', [open, count], {})], { to: 'float32' })
      return { rows, places, present }
    }),
  )
  return { whole, parts }
}

/** Builds the same nodes once for each part. */
export function onCores<T>(graph: Graph, { parts }: Batch, build: (part: Part, index: number) => T): T[] {
  return parts.map((part, index) =>
    parts.length === 1 ? build(part, index) : graph.within(`core${index}`, () => build(part, index)),
  )
}

/** Sum of what the branches found. */
export function sumOverCores(graph: Graph, parts: readonly Tensor[]): Tensor {
  const [first] = parts
  return first && parts.length === 1 ? first : graph.add('AddN', parts, {})
}

/** Puts the branches' rows back into the order of the batch that was split. */
export function joinRows(graph: Graph, { whole }: Batch, parts: readonly Tensor[]): Tensor {
  const [first] = parts
  if (first && parts.length === 1) return first
  const places = placesOfBranches(graph, parts.length, lengthOf(graph, whole))
  const joined = graph.add('DynamicStitch', [...places, ...parts], {})
  const bounds = [vector(graph, [0]), lengthsOf(graph, whole), vector(graph, [1])]
  return graph.add('StridedSlice', [joined, ...bounds], { shrink: false, toEnd: false })
}

/** Number of rows, int32. */
export function lengthOf(graph: Graph, rows: Tensor): Tensor {
  return first(graph, graph.add('Shape', [rows], {}))
}

/** Number of rows as a list of one length, int32 [1]. */
export function lengthsOf(graph: Graph, rows: Tensor): Tensor {
  const shape = graph.add('Shape', [rows], {})
  return graph.add('Slice', [shape, vector(graph, [0]), vector(graph, [1])], {})
}

/** 1 for a part that is there, 0 for one that only fills, float32; undefined: it is there. */
export const presence = (graph: Graph, { present }: Part): Tensor | undefined =>
  present && first(graph, present)

function first(graph: Graph, values: Tensor): Tensor {
  const bounds = [vector(graph, [0]), vector(graph, [1]), vector(graph, [1])]
  return graph.add('StridedSlice', [values, ...bounds], { shrink: true, toEnd: false })
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
