import { excluded } from '../parts.ts'
import { itemsAStep, type Steps } from '../steps.ts'
import type { Counterpart } from './take-over.ts'

/** What a change works on: all of a data set but its pixels. Arrays are never written to in place. */
export interface DatasetContent {
  readonly name: string
  readonly classes: readonly string[]
  /** Each picture's class, an index into `classes`. */
  readonly labels: Uint16Array
  /** Each picture's part, codes of `splitCodes`. */
  readonly split: Uint8Array
  readonly seed: number
  /** The pictures that must stay on one side: those with the same number. Only where a change asks for it. */
  readonly groups?: Int32Array
  /** The data set that classes and parts are taken over from. Only where a change asks for it. */
  readonly counterpart?: Counterpart
}

/** The same without classes that no picture has; classes that have pictures in use come first, in their order. */
export function* tidyClasses(content: DatasetContent): Steps<DatasetContent> {
  const { classes, labels, split } = content
  const inUse = new Uint8Array(classes.length)
  const stored = new Uint8Array(classes.length)
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    const label = labels[index]!
    stored[label] = 1
    if (split[index] !== excluded) inUse[label] = 1
  }
  const order = [...classes.keys()].filter(label => stored[label])
  const sorted = [...order.filter(label => inUse[label]), ...order.filter(label => !inUse[label])]
  const places = new Uint16Array(classes.length)
  for (const [place, label] of sorted.entries()) places[label] = place
  const renumbered = new Uint16Array(labels.length)
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    renumbered[index] = places[labels[index]!]!
  }
  return { ...content, classes: sorted.map(label => classes[label]!), labels: renumbered }
}
