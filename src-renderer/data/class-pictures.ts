import { type DatasetSummary, unlabelledClass } from '../../src-main/shared/contract/data.ts'
import { type ClassPictures, partsByCode } from '../../src-main/shared/contract/data-pictures.ts'

type Part = (typeof partsByCode)[number]
export type Shown = Part | 'all'

/** How many of a class's pictures are in each part. */
export function countParts(pictures: ClassPictures | null): Readonly<Record<Part, number>> {
  const counts = { train: 0, validation: 0, test: 0, excluded: 0 }
  for (const code of pictures?.parts ?? []) counts[partsByCode[code]!]++
  return counts
}

/** Those of one part, in their order. */
export function shownPictures(pictures: ClassPictures, shown: Shown): ClassPictures {
  if (shown === 'all') return pictures
  const code = partsByCode.indexOf(shown)
  return {
    indices: pictures.indices.filter((_, position) => pictures.parts[position] === code),
    parts: pictures.parts.filter(part => part === code),
  }
}

/** Indices into the data set of chosen positions, in ascending order. */
export const chosenPictures = ({ indices }: ClassPictures, chosen: ReadonlySet<number>): number[] =>
  [...chosen].sort((a, b) => a - b).flatMap(position => indices[position] ?? [])

/** The classes that a picture can be given: all but the one for pictures that have none yet. */
export const namedClasses = ({ classes }: Pick<DatasetSummary, 'classes'>): readonly string[] =>
  classes.map(({ name }) => name).filter(name => name !== unlabelledClass)
