import { unlabelledClass } from '../../shared/contract/data.ts'
import { itemsAStep, type Steps } from '../steps.ts'
import type { DatasetContent } from './content.ts'

/** What another data set has of the same pictures. */
export interface Counterpart {
  readonly content: DatasetContent
  /** Of each picture, its index there; -1: it is not there. */
  readonly places: Int32Array
}

/** Classes and parts as the other data set has them. Pictures that are not there keep theirs; a class that is called otherwise there is so for them too. */
export function* takeOver(
  content: DatasetContent,
  { content: other, places }: Counterpart,
): Steps<DatasetContent> {
  const classes = [...new Set([...other.classes, ...content.classes])]
  const label = new Map(classes.map((name, place) => [name, place]))
  const renamed = yield* calledOtherwise(content, { content: other, places })
  const own = content.classes.map(name => label.get(renamed.get(name) ?? name)!)
  const labels = content.labels.slice()
  const split = content.split.slice()
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    const place = places[index]!
    labels[index] = place < 0 ? own[labels[index]!]! : other.labels[place]!
    if (place >= 0) split[index] = other.split[place]!
  }
  return { ...content, classes, seed: other.seed, labels, split }
}

/** Classes that the other data set does not know, where all their pictures are of one class in it: renamed or merged. */
function* calledOtherwise(
  content: DatasetContent,
  { content: other, places }: Counterpart,
): Steps<ReadonlyMap<string, string>> {
  const known = new Set([...other.classes, unlabelledClass])
  const isKnown = content.classes.map(name => known.has(name))
  const found = new Map<string, string | null>()
  for (const [index, place] of places.entries()) {
    if (index % itemsAStep === 0) yield
    const label = content.labels[index]!
    if (place < 0 || isKnown[label]) continue
    const name = content.classes[label]!
    const there = other.classes[other.labels[place]!]!
    found.set(name, (found.get(name) ?? there) === there ? there : null)
  }
  return new Map([...found].flatMap(([name, there]) => (there === null ? [] : [[name, there] as const])))
}
