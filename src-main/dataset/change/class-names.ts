import { failure, type Result, success } from '../../shared/result.ts'
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
export function mergeClasses(
  content: DatasetContent,
  from: readonly string[],
  into: string,
): Result<DatasetContent> {
  const { classes, labels } = content
  const missing = from.find(name => find(classes, name) < 0)
  if (missing !== undefined) return failure('data.no-such-class', { className: missing })
  if (normalized(into) === '') return failure('data.class-name-empty', {})
  const merged = new Set(from.map(name => find(classes, name)))
  const known = find(classes, into)
  const target = known >= 0 ? known : Math.min(...merged)
  if (!Number.isFinite(target)) return success(content)
  return success({
    ...content,
    classes: classes
      .with(target, known >= 0 ? classes[known]! : normalized(into))
      .filter((_, label) => label === target || !merged.has(label)),
    labels: renumbered(),
  })

  /** The classes that are merged are gone. */
  function renumbered(): Uint16Array {
    const left = [...classes.keys()].filter(label => label === target || !merged.has(label))
    const places = new Map(left.map((label, place) => [label, place]))
    return labels.map(label => places.get(label) ?? places.get(target)!)
  }
}
