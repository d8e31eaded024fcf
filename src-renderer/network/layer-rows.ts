import type { ReceptiveField } from '../../src-main/shared/architecture/receptive-field.ts'
import type { ArchitectureSpec, Layer } from '../../src-main/shared/architecture/spec.ts'
import type { LayerSummary, NetworkSummary } from '../../src-main/shared/architecture/summary.ts'

export interface LayerRow {
  readonly layer: Layer
  /** Undefined where the layer does not fit. */
  readonly summary: LayerSummary | undefined
  readonly field: ReceptiveField | undefined
}

export type Column = 'layer' | 'output' | 'field' | 'parameters' | 'computing'

export interface Order {
  /** `layer`: as the network has them. */
  readonly column: Column
  readonly descending: boolean
}

export const layerRows = (
  { layers }: ArchitectureSpec,
  summary: NetworkSummary,
  fields: readonly (ReceptiveField | undefined)[],
): readonly LayerRow[] =>
  layers.map((layer, index) => ({ layer, summary: summary.layers[index], field: fields[index] }))

/** Rows of equal value stay in the network's order; those of which nothing is known come last. */
export function sortRows(rows: readonly LayerRow[], { column, descending }: Order): readonly LayerRow[] {
  if (column === 'layer') return descending ? rows.toReversed() : rows
  const sign = descending ? -1 : 1
  const value = measureOf[column]
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)]
    return a === undefined || b === undefined
      ? Number(a === undefined) - Number(b === undefined)
      : sign * (a - b)
  })
}

/** The first press shows the largest first; in the network's own order, the first layer. */
export const nextOrder = (order: Order, column: Column): Order =>
  order.column === column
    ? { column, descending: !order.descending }
    : { column, descending: column !== 'layer' }

const measureOf: Readonly<Record<Exclude<Column, 'layer'>, (row: LayerRow) => number | undefined>> = {
  output: ({ summary }) => {
    const shape = summary?.shapes.output
    return shape && shape.height * shape.width * shape.channels
  },
  field: ({ field }) => field && field.size.height * field.size.width,
  parameters: ({ summary }) => summary?.parameters,
  computing: ({ summary }) => summary?.flops,
}
