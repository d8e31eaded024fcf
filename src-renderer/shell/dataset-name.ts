import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import { type Messages, messagesFor } from '../../src-main/shared/messages/messages.ts'

/** A sample's name in the present language, unless a person gave it another; any other data set's own. */
export function datasetName(
  { data }: Messages,
  { name, sample }: Pick<DatasetSummary, 'name' | 'sample'>,
): string {
  return sample !== null && name === messagesFor('en').data.sample[sample].name
    ? data.sample[sample].name
    : name
}
