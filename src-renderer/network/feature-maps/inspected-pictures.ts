import type { DatasetSummary } from '../../../src-main/shared/contract/data.ts'

/** Examples to look at one after the other, of every class in turn. */
export function inspectedPictures({ classes }: DatasetSummary): readonly number[] {
  const most = Math.max(0, ...classes.map(({ examples }) => examples.length))
  return Array.from({ length: most }, (_, place) =>
    classes.flatMap(({ examples }) => examples[place] ?? []),
  ).flat()
}
