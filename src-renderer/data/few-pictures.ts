import { type DatasetSummary, unlabelledClass } from '../../src-main/shared/contract/data.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'

/** With fewer pictures one more or one less that is right moves an accuracy by more than 10 %. */
const enough = 10

/** What there is too little of to say how well a network does; empty where there is enough. */
export function fewPictures(
  { data: { few } }: Messages,
  { classes, split }: Pick<DatasetSummary, 'classes' | 'split'>,
): readonly string[] {
  // What only waits for its classes has none to be few.
  if (classes.every(({ name }) => name === unlabelledClass)) return []
  const small = classes.filter(({ name, images }) => name !== unlabelledClass && images < enough)
  const [only] = small
  return [
    ...(small.length > 1
      ? [few.classes({ count: small.length, limit: enough })]
      : only
        ? [few.class(only)]
        : []),
    ...(split.validation < enough ? [few.validation({ images: split.validation })] : []),
  ]
}
