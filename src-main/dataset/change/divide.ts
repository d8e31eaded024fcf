import { excluded, splitCodes, undecided } from '../parts.ts'
import { seededRandom, shuffleInSteps } from '../random.ts'
import { splitInSteps } from '../split.ts'
import { itemsAStep, type Steps } from '../steps.ts'
import type { DatasetContent } from './content.ts'

/** Excludes training pictures of classes that have more than `most`; which ones, the seed says. */
export function* rebalance(content: DatasetContent, most: number): Steps<DatasetContent> {
  const { labels, classes, seed } = content
  const training: number[][] = classes.map(() => [])
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    if (content.split[index] === splitCodes.train) training[labels[index]!]!.push(index)
  }
  const split = content.split.slice()
  for (const [label, own] of training.entries()) {
    yield* shuffleInSteps(own, seededRandom(seed, label))
    for (let place = most; place < own.length; place++) split[own[place]!] = excluded
  }
  return { ...content, split }
}

/** Divides the pictures in use anew, groups whole. Without a test fraction the test set that is there stays. */
export function* splitAnew(
  content: DatasetContent,
  change: { readonly validation: number; readonly test: number; readonly seed: number },
): Steps<DatasetContent> {
  const images = content.labels.length
  const inUse = new Uint32Array(images)
  const labels = new Uint16Array(images)
  const given = new Uint8Array(images)
  const groups = new Int32Array(content.groups ? images : 0)
  let count = 0
  for (let index = 0; index < images; index++) {
    if (index % itemsAStep === 0) yield
    const part = content.split[index]
    if (part === excluded) continue
    labels[count] = content.labels[index]!
    given[count] = change.test === 0 && part === splitCodes.test ? splitCodes.test : undecided
    if (content.groups) groups[count] = content.groups[index]!
    inUse[count++] = index
  }
  const drawn = yield* splitInSteps(labels.subarray(0, count), given.subarray(0, count), {
    ...change,
    ...(content.groups && { groups: groups.subarray(0, count) }),
  })
  const split = content.split.slice()
  for (let place = 0; place < count; place++) {
    if (place % itemsAStep === 0) yield
    split[inUse[place]!] = drawn[place]!
  }
  return { ...content, seed: change.seed, split }
}
