import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { freeName } from '../shared/architecture/names.ts'
import type { NetworkFault } from '../shared/architecture/network-fault.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import { fileErrorCode } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { type JsonPath, locateJson } from './locate-json.ts'
import { faultOf } from './network-fault.ts'
import { specSchema } from './spec-schema.ts'

const mostBytes = 4 * 2 ** 20

/** The network that a JSON file describes (see README.md). */
export async function openNetworkFile(path: string): Promise<Result<ArchitectureSpec>> {
  try {
    const { size } = await stat(path)
    const bytes = size > mostBytes ? null : await readAtMost(path, mostBytes)
    if (!bytes) return failure('network.file-too-large', { path, bytes: size, most: mostBytes })
    return parseNetwork(bytes.toString('utf8').replace(/^\uFEFF/, ''), path)
  } catch (error) {
    const reason = fileErrorCode(error)
    if (reason === undefined) throw error
    return failure('network.cannot-read', { path, reason })
  }
}

/** Null: there is more. Pipes and devices do not say how much they hold. */
async function readAtMost(path: string, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of createReadStream(path, { end: most }) as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
  }
  return length > most ? null : Buffer.concat(parts)
}

/** The network that a text describes; else its first fault, with line, column and field. `path`: what the problem calls the text. */
export function parseNetwork(text: string, path: string): Result<ArchitectureSpec> {
  const json = locateJson(text)
  if (!json.ok) return invalid(json.place, '', { kind: 'syntax', found: json.found }, 0)
  const parsed = specSchema.safeParse(json.value)
  if (parsed.success) return success(besideTheInput(parsed.data))
  const { issues } = parsed.error
  const { path: field, fault } = faultOf(issues[0]!, json.value, at => shown(json.at(at).source))
  return invalid(json.at(field).place, fieldName(field), fault, issues.length - 1)

  function invalid(place: { line: number; column: number }, name: string, fault: NetworkFault, more: number) {
    return failure('network.invalid-file', { path, ...place, field: name, fault, more })
  }
}

/** In the figure the id `input` is the pictures'. A layer's own id is nothing that a person sees. */
function besideTheInput(spec: ArchitectureSpec): ArchitectureSpec {
  const ids = spec.layers.map(({ id }) => id)
  if (!ids.includes(inputId)) return spec
  const id = freeName(inputId, ids)
  return { ...spec, layers: spec.layers.map(layer => (layer.id === inputId ? { ...layer, id } : layer)) }
}

const inputId = 'input'

/** Sizes and lists of numbers stay on one line, as a person would write them. */
export const networkText = (spec: ArchitectureSpec): string =>
  `${JSON.stringify(spec, null, 2)
    .replace(/\{\n\s+("height": \d+),\n\s+("width": \d+)\n\s+\}/g, '{ $1, $2 }')
    .replace(
      /\[\n\s+(-?[\d.e+-]+(?:,\n\s+-?[\d.e+-]+)*)\n\s+\]/g,
      (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`,
    )}\n`

const mostShown = 40

/** What stands in a file, on one line and not too long. */
function shown(source: string): string {
  const start = source.slice(0, 4 * mostShown).replace(/\s+/g, ' ')
  return start.length > mostShown ? `${start.slice(0, mostShown)}…` : start
}

/** `layers[2].kernel.height` */
const fieldName = (path: JsonPath) =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step)).join('')
