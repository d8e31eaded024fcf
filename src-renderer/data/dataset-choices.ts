import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import { datasetName } from '../shell/dataset-name.ts'

/** The data sets to choose from; those of one name are told apart by size, colours and pictures, and where that does not do by the time. */
export function datasetChoices(
  messages: Messages,
  datasets: readonly DatasetSummary[],
): readonly { readonly value: string; readonly label: string }[] {
  const { data, format } = messages
  const short = (dataset: DatasetSummary) => datasetName(messages, dataset)
  const long = (dataset: DatasetSummary) => {
    const { shape, color } = dataset.preprocessing
    return [
      short(dataset),
      data.options.brief({ ...shape, color }),
      data.pictures({ count: dataset.images }),
    ].join(' · ')
  }
  const longest = (dataset: DatasetSummary) => `${long(dataset)} · ${format.dateTime(dataset.created)}`
  const isAlone = (label: (dataset: DatasetSummary) => string, dataset: DatasetSummary) =>
    datasets.filter(other => label(other) === label(dataset)).length === 1
  return datasets.map(dataset => {
    const label = [short, long].find(label => isAlone(label, dataset)) ?? longest
    return { value: dataset.id, label: label(dataset) }
  })
}
