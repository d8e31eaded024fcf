import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import type { RunRecord } from '../../src-main/shared/contract/runs.ts'

/** Whether a run's pictures look like a drawing prepared as MNIST's: those of the samples, or small grey ones. */
export function learntLikeDrawings(
  { dataset, preprocessing }: Pick<RunRecord, 'dataset' | 'preprocessing'>,
  datasets: readonly DatasetSummary[],
): boolean {
  const { color, shape } = preprocessing
  const small = [shape.height, shape.width].every(side => side >= 28 && side <= 32)
  return (
    (color === 'grey' && small) || datasets.some(({ id, sample }) => id === dataset.id && sample !== null)
  )
}
