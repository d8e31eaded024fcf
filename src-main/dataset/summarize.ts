import type { ClassSummary, DatasetSummary } from '../shared/contract/data.ts'
import type { DatasetContent } from './change/content.ts'
import { excluded, splitNames } from './parts.ts'
import { itemsAStep, type Steps } from './steps.ts'

const examplesShown = 10

/** What a description counts of a data set's content. */
export function* summarizeContent({
  classes,
  labels,
  split,
}: DatasetContent): Steps<Pick<DatasetSummary, 'images' | 'excluded' | 'classes' | 'split'>> {
  const sizes = new Uint32Array(classes.length)
  const parts = [0, 0, 0, 0]
  for (let index = 0; index < split.length; index++) {
    if (index % itemsAStep === 0) yield
    const code = split[index]!
    parts[code]!++
    if (code !== excluded) sizes[labels[index]!]!++
  }
  const [train, validation, test] = splitNames.map((_, code) => parts[code]!)
  return {
    images: labels.length,
    excluded: parts[excluded]!,
    classes: yield* withExamples(classes, sizes, labels, split),
    split: { train: train!, validation: validation!, test: test! },
  }
}

/** Examples are spread evenly over the class, so that they show it better than its first pictures. */
function* withExamples(
  classes: readonly string[],
  sizes: Uint32Array,
  labels: Uint16Array,
  split: Uint8Array,
): Steps<ClassSummary[]> {
  const seen = new Uint32Array(classes.length)
  const found = classes.map((name, label) => ({ name, images: sizes[label]!, examples: [] as number[] }))
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    if (split[index] === excluded) continue
    const label = labels[index]!
    const { images, examples } = found[label]!
    const shown = Math.min(examplesShown, images)
    if (seen[label]! === Math.floor((examples.length * images) / shown)) examples.push(index)
    seen[label]!++
  }
  return found
}
