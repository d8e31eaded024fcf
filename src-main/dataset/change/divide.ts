import { excluded, splitCodes, undecided } from '../parts.ts'
import { seededRandom, shuffle } from '../random.ts'
import { splitPictures } from '../split.ts'
import type { DatasetContent } from './content.ts'

/** Excludes training pictures of classes that have more than `most`; which ones, the seed says. */
export function rebalance(content: DatasetContent, most: number): DatasetContent {
  const training: number[][] = content.classes.map(() => [])
  for (const [index, code] of content.split.entries())
    if (code === splitCodes.train) training[content.labels[index]!]!.push(index)
  const split = content.split.slice()
  for (const [label, own] of training.entries())
    for (const index of shuffle(own, seededRandom(content.seed, label)).slice(most)) split[index] = excluded
  return { ...content, split }
}

/** Divides the pictures in use anew, groups whole. Without a test fraction the test set that is there stays. */
export function splitAnew(
  content: DatasetContent,
  change: { readonly validation: number; readonly test: number; readonly seed: number },
): DatasetContent {
  const { labels, groups } = content
  const inUse = [...content.split.keys()].filter(index => content.split[index] !== excluded)
  const stays = (index: number) => change.test === 0 && content.split[index] === splitCodes.test
  const drawn = splitPictures(
    inUse.map(index => labels[index]!),
    Uint8Array.from(inUse, index => (stays(index) ? splitCodes.test : undecided)),
    { ...change, ...(groups && { groups: inUse.map(index => groups[index]!) }) },
  )
  const split = content.split.slice()
  for (const [place, index] of inUse.entries()) split[index] = drawn[place]!
  return { ...content, seed: change.seed, split }
}
