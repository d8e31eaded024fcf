import type { PicturePrediction } from '../../src-main/shared/contract/prediction.ts'

/** A picture of the list; the same file may be in it twice, so it has a number. */
export interface ShownPicture {
  readonly id: number
  readonly name: string
  readonly item: PicturePrediction
}

export type PictureOrder = 'came' | 'unsure'

/** What a file is called beside others: its name, with its folder's where a folder was dropped. Paths of any system. */
export function nameIn(dropped: readonly string[], path: string): string {
  const parts = path.split(/[/\\]/).filter(part => part !== '')
  return parts.slice(dropped.includes(path) ? -1 : -2).join('/') || path
}

/** `unsure`: the lower the first answer's probability the earlier; what could not be used comes last. */
export function orderPictures(
  pictures: readonly ShownPicture[],
  order: PictureOrder,
): readonly ShownPicture[] {
  return order === 'came' ? pictures : pictures.toSorted((one, other) => certainty(one) - certainty(other))
}

const certainty = ({ item }: ShownPicture) => ('top' in item ? (item.top[0]?.probability ?? 0) : 2)

/** How often each class is the first answer, the most frequent first. */
export function countAnswers(
  pictures: readonly ShownPicture[],
): readonly { readonly label: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { item } of pictures) {
    const label = 'top' in item ? item.top[0]?.label : undefined
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .toSorted((one, other) => other.count - one.count)
}
