import { unlabelledClass } from '../../shared/contract/data.ts'
import type { DatasetContent } from './content.ts'

/** What another data set has of the same pictures. */
export interface Counterpart {
  readonly content: DatasetContent
  /** Of each picture, its index there; -1: it is not there. */
  readonly places: Int32Array
}

/** Classes and parts as the other data set has them. Pictures that are not there keep theirs; a class that is called otherwise there is so for them too. */
export function takeOver(content: DatasetContent, { content: other, places }: Counterpart): DatasetContent {
  const classes = [...new Set([...other.classes, ...content.classes])]
  const label = new Map(classes.map((name, place) => [name, place]))
  const renamed = calledOtherwise(content, { content: other, places })
  const own = content.classes.map(name => label.get(renamed.get(name) ?? name)!)
  return {
    ...content,
    classes,
    seed: other.seed,
    labels: content.labels.map((before, index) =>
      places[index]! < 0 ? own[before]! : other.labels[places[index]!]!,
    ),
    split: content.split.map((before, index) => (places[index]! < 0 ? before : other.split[places[index]!]!)),
  }
}

/** Classes that the other data set does not know, where all their pictures are of one class in it: renamed or merged. */
function calledOtherwise(
  content: DatasetContent,
  { content: other, places }: Counterpart,
): ReadonlyMap<string, string> {
  const known = new Set([...other.classes, unlabelledClass])
  const found = new Map<string, string | null>()
  for (const [index, place] of places.entries()) {
    const name = content.classes[content.labels[index]!]!
    if (place < 0 || known.has(name)) continue
    const there = other.classes[other.labels[place]!]!
    found.set(name, (found.get(name) ?? there) === there ? there : null)
  }
  return new Map([...found].flatMap(([name, there]) => (there === null ? [] : [[name, there] as const])))
}
