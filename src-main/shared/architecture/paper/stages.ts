import { isMark, type MarkLayer } from '../marks.ts'
import type { LayerSummary, NetworkSummary } from '../summary.ts'

/** A layer with what normalises or thins out its values. */
export interface Stage extends LayerSummary {
  readonly marks: readonly MarkLayer['kind'][]
}

/** The same place in two networks. */
export interface StagePair {
  readonly here: Stage
  readonly paper: Stage
  /** What the paper calls its layer, where it names them: C1, S2, C3, S4, C5, F6. */
  readonly paperName: string | null
}

export function stagesOf({ layers }: Pick<NetworkSummary, 'layers'>): readonly Stage[] {
  const stages: (LayerSummary & { marks: MarkLayer['kind'][] })[] = []
  for (const summary of layers) {
    if (!summary) break
    const before = stages.at(-1)
    if (before && isMark(summary.layer)) before.marks.push(summary.layer.kind)
    else stages.push({ ...summary, marks: [] })
  }
  return stages
}
