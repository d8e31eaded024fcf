import type { z } from 'zod'
import {
  connectionLimits,
  deviationLimits,
  inputLimits,
  type Limits,
  limitsOf,
  mostInName,
  mostLayers,
} from '../shared/architecture/limits.ts'
import type { NetworkFault } from '../shared/architecture/network-fault.ts'
import type { LayerKind } from '../shared/architecture/spec.ts'
import type { JsonPath } from './locate-json.ts'

type Issue = z.core.$ZodIssue

/** What is wrong with `json` where the schema refuses it, and at which of its fields. `foundAt`: what stands at a field. */
export function faultOf(
  issue: Issue,
  json: unknown,
  foundAt: (path: JsonPath) => string,
): { readonly path: JsonPath; readonly fault: NetworkFault } {
  const path = issue.path.filter(step => typeof step !== 'symbol')
  if (issue.code === 'unrecognized_keys')
    return { path: [...path, issue.keys[0] ?? ''], fault: { kind: 'unknown' } }
  const value = valueAt(json, path)
  if (value === undefined) return { path, fault: { kind: 'missing' } }
  const found = foundAt(path)
  const limits = limitsAt(json, path)
  if (limits) {
    const { least, most, kind } = limits
    const or = path.at(-1) === 'units' ? 'classes' : null
    return { path, fault: { kind: 'number', found, least, most, numbers: kind, or } }
  }
  switch (issue.code) {
    case 'invalid_value':
      return { path, fault: { kind: 'choice', found, allowed: issue.values.map(String) } }
    case 'invalid_union':
      return union(issue, path, json, foundAt)
    case 'invalid_format':
      return { path, fault: { kind: 'name', found } }
    case 'custom':
      if (issue.params?.['twice'] === undefined)
        return { path, fault: { kind: 'type', found, wanted: 'list' } }
      return { path, fault: { kind: 'twice', found } }
    case 'invalid_type':
      return { path, fault: { kind: 'type', found, wanted: wanted[issue.expected] ?? 'text' } }
    default:
      if (path[0] === 'input') return { path, fault: { kind: 'type', found, wanted: 'pair' } }
      return { path, fault: { kind: 'length', most: path[0] === 'layers' ? mostLayers : mostInName } }
  }
}

const wanted: Readonly<Record<string, Extract<NetworkFault, { kind: 'type' }>['wanted']>> = {
  object: 'object',
  array: 'list',
  tuple: 'pair',
}

function union(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: JsonPath,
  json: unknown,
  foundAt: (path: JsonPath) => string,
) {
  // The kind of a layer, or the name of an initializer.
  const allowed =
    'options' in issue ? (issue.options ?? []).map(String) : ['glorot', 'he', '{ "kind": "normal" }']
  const [within] = issue.errors.at(-1) ?? []
  const isInside = path.at(-1) === 'initializer' && typeof valueAt(json, path) === 'object' && within
  if (isInside) return faultOf({ ...within, path: [...path, ...within.path] }, json, foundAt)
  return { path, fault: { kind: 'choice', found: foundAt(path), allowed } as const }
}

/** The limits of the number at a path; undefined where there should be none. */
function limitsAt(json: unknown, path: JsonPath): Limits | undefined {
  const [top, , property = '', within] = path
  if (top === 'input') {
    if (path[1] === 'range' && path.length > 2) return inputLimits.range
    return path[1] === 'height' || path[1] === 'width' ? inputLimits[path[1]] : undefined
  }
  if (top !== 'layers') return undefined
  if (property === 'initializer' && within === 'deviation') return deviationLimits
  if (property === 'connections') return path.length === 5 ? connectionLimits : undefined
  const kind = valueAt(json, [...path.slice(0, 2), 'kind']) as LayerKind
  const isSize =
    property === 'kernel' || property === 'stride' || property === 'padding' || property === 'window'
  const isNumber = path.length === (isSize ? 4 : 3)
  return isNumber ? limitsOf(kind, String(property)) : undefined
}

const valueAt = (json: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? value[step as keyof typeof value]
        : undefined,
    json,
  )
