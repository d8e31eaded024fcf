import { failure, type Result, success } from '../../shared/result.ts'
import { itemsAStep, type Steps } from '../steps.ts'
import { mostClasses } from '../store/layout.ts'
import type { DatasetContent } from './content.ts'

/** Names that look alike are the same: composed (Unicode's NFC), without spaces around them. */
const normalized = (name: string) => name.normalize('NFC').trim()

const find = (classes: readonly string[], name: string) =>
  classes.findIndex(own => normalized(own) === normalized(name))

/** The class of a name, made where there is none. */
export function nameClass(
  classes: readonly string[],
  name: string,
): Result<{ readonly classes: readonly string[]; readonly label: number }> {
  const known = find(classes, name)
  if (known >= 0) return success({ classes, label: known })
  if (normalized(name) === '') return failure('data.class-name-empty', {})
  if (classes.length >= mostClasses)
    return failure('data.too-many-classes', { found: classes.length + 1, limit: mostClasses })
  return success({ classes: [...classes, normalized(name)], label: classes.length })
}

export function renameClass(content: DatasetContent, from: string, to: string): Result<DatasetContent> {
  const label = find(content.classes, from)
  if (label < 0) return failure('data.no-such-class', { className: from })
  if (normalized(to) === '') return failure('data.class-name-empty', {})
  const other = find(content.classes, to)
  if (other >= 0 && other !== label) return failure('data.class-exists', { className: normalized(to) })
  return success({ ...content, classes: content.classes.with(label, normalized(to)) })
}

/** `into` may be one of `from`, another class, or a new name, which then takes the place of the first. */
export function* mergeClasses(
  content: DatasetContent,
  from: readonly string[],
  into: string,
): Steps<Result<DatasetContent>> {
  const { classes, labels } = content
  const known = new Map<string, number>()
  for (const [label, name] of classes.entries()) {
    if (label % itemsAStep === 0) yield
    if (!known.has(normalized(name))) known.set(normalized(name), label)
  }
  const missing = from.find(name => !known.has(normalized(name)))
  if (missing !== undefined) return failure('data.no-such-class', { className: missing })
  if (normalized(into) === '') return failure('data.class-name-empty', {})
  if (from.length === 0) return success(content)
  const merged = new Set(from.map(name => known.get(normalized(name))!))
  const own = known.get(normalized(into))
  const target = own ?? [...merged].reduce((first, label) => Math.min(first, label))
  // The classes that are merged are gone.
  const left = [...classes.keys()].filter(label => label === target || !merged.has(label))
  const places = new Uint16Array(classes.length).fill(left.indexOf(target))
  for (const [place, label] of left.entries()) places[label] = place
  const renumbered = new Uint16Array(labels.length)
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    renumbered[index] = places[labels[index]!]!
  }
  return success({
    ...content,
    classes: left.map(label => (label === target && own === undefined ? normalized(into) : classes[label]!)),
    labels: renumbered,
  })
}
