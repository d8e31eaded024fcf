import type { Cure, CureLabel } from '../../../shared/contract/data-doctor.ts'
import type { DatasetContent } from '../../change/content.ts'
import { splitCodes } from '../../parts.ts'
import type { Comparable } from '../comparable.ts'
import { findDuplicates } from '../duplicates.ts'
import { packGroups } from '../groups.ts'
import { blankFlag } from '../measurements.ts'
import { findNearDuplicates } from '../near-duplicates.ts'
import { excludable, type Found, type Subject } from '../subject.ts'

/** Pictures that stand twice, or look so; blank ones are found for themselves. */
export function duplicateFindings(
  { content, measurements, inUse }: Subject,
  picture: (index: number) => Comparable,
  onProgress: (share: number) => void,
): Found[] {
  const telling = inUse.filter(index => !(measurements.flags[index]! & blankFlag))
  const equal = findDuplicates(measurements, telling)
  const copies = new Set(equal.flatMap(group => group.slice(1)))
  const different = telling.filter(index => !copies.has(index))
  const near = findNearDuplicates(measurements, different, picture, onProgress)
  const equalAcross = equal.filter(group => isAcross(group, content.split))
  const nearAcross = near.filter(group => isAcross(group, content.split))
  const ofTwoClasses = equal.filter(group => isAcross(group, content.labels))
  const ofOneClass = equal.filter(group => !isAcross(group, content.labels))
  return [
    {
      finding: {
        kind: 'duplicates-across-split',
        severity: equalAcross.length > 0 ? 'problem' : 'good',
        groups: equalAcross.length,
        values: { groups: equalAcross.length, ...leaks(equalAcross, content.split) },
        cures: cures(
          'exclude-from-training',
          content,
          equalAcross.flatMap(group => outsideLast(group, content.split)),
        ),
      },
      listing: { groups: packGroups(equalAcross) },
    },
    ...found(ofTwoClasses.length > 0, {
      finding: {
        kind: 'duplicates-across-classes',
        severity: 'problem',
        groups: ofTwoClasses.length,
        values: { groups: ofTwoClasses.length, pictures: ofTwoClasses.flat().length },
        cures: cures('exclude-all', content, ofTwoClasses.flat()),
      },
      listing: { groups: packGroups(ofTwoClasses) },
    }),
    {
      finding: {
        kind: 'duplicates',
        severity: ofOneClass.length > 0 ? 'warning' : 'good',
        groups: ofOneClass.length,
        values: { groups: ofOneClass.length, copies: countCopies(ofOneClass) },
        cures: cures(
          'keep-one-each',
          content,
          ofOneClass.flatMap(group => allButOne(group, content.split)),
        ),
      },
      listing: { groups: packGroups(ofOneClass) },
    },
    ...found(nearAcross.length > 0, {
      finding: {
        kind: 'near-duplicates-across-split',
        severity: 'warning',
        groups: nearAcross.length,
        values: { groups: nearAcross.length, ...leaks(nearAcross, content.split) },
        cures: cures(
          'exclude-from-training',
          content,
          nearAcross.flatMap(group => outsideLast(group, content.split)),
        ),
      },
      listing: { groups: packGroups(nearAcross) },
    }),
    ...found(near.length > 0, {
      finding: {
        kind: 'near-duplicates',
        severity: 'note',
        groups: near.length,
        values: { groups: near.length, copies: countCopies(near) },
        cures: cures(
          'keep-one-each',
          content,
          near.flatMap(group => allButOne(group, content.split)),
        ),
      },
      listing: { groups: packGroups(near) },
    }),
  ]
}

const found = (isThere: boolean, one: Found): Found[] => (isThere ? [one] : [])
const countCopies = (groups: readonly number[][]) => groups.reduce((sum, group) => sum + group.length - 1, 0)
const isAcross = (group: readonly number[], codes: ArrayLike<number>) =>
  group.some(index => codes[index] !== codes[group[0]!])

/** How far a part lies from training: what a later one shares with an earlier one flatters it. */
const lastPart = (group: readonly number[], split: Uint8Array) =>
  Math.max(...group.map(index => split[index]!))

/** The copies that are in a part before the last of the group's, so that a test set stays as it is. */
const outsideLast = (group: readonly number[], split: Uint8Array) => {
  const last = lastPart(group, split)
  return group.filter(index => split[index] !== last)
}

/** The first of the last part stays. */
const allButOne = (group: readonly number[], split: Uint8Array) => {
  const last = lastPart(group, split)
  const kept = group.find(index => split[index] === last)
  return group.filter(index => index !== kept)
}

/** Pictures of the test and of validation that an earlier part has too. */
function leaks(groups: readonly number[][], split: Uint8Array) {
  const counts = { test: 0, validation: 0 }
  for (const group of groups) {
    const parts = group.map(index => split[index]!)
    const first = Math.min(...parts)
    for (const part of parts) {
      if (part === first) continue
      counts[part === splitCodes.test ? 'test' : 'validation']++
    }
  }
  return counts
}

function cures(label: CureLabel, content: DatasetContent, pictures: readonly number[]): Cure[] {
  const leaving = excludable(content, pictures)
  return leaving.length > 0 ? [{ label, change: { kind: 'exclude', pictures: leaving } }] : []
}
