import type { TableFault } from '../../shared/contract/data.ts'
import type { Refused } from '../refused.ts'
import type { ByteReader } from './bytes.ts'
import { type NpyHeader, valueReader } from './npy.ts'

export interface TableLabels {
  readonly labels: ArrayLike<number>
  readonly classes: readonly string[]
}

/** Labels as whole numbers (N, or N x 1), as one 1 among zeros (N x K), or as text. */
export async function readNpyLabels(
  reader: ByteReader,
  { type, shape: [count = 0, width = 1] }: NpyHeader,
  invalid: (fault: TableFault) => Refused,
): Promise<TableLabels> {
  const text = /^[<>|=]([US])(\d+)$/.exec(type)
  const value = valueReader(type)
  if (!value && !(text && width === 1)) throw invalid({ kind: 'type', found: type })
  const length = text ? Number(text[2]) * (text[1] === 'U' ? 4 : 1) : value!.bytes * width
  if (length > 65_536) throw invalid({ kind: 'type', found: type })
  const found: (string | number)[] = []
  for (let index = 0; index < count; index++) {
    const bytes = await reader.take(length, count * length)
    const label = text ? readText(bytes, text[1]!, type.startsWith('>')) : hottest(bytes, width)
    if (typeof label === 'number' && !Number.isSafeInteger(label))
      throw invalid({ kind: 'label', found: String(label), limit: null })
    found.push(label)
  }
  await reader.close()
  return numbered(found)

  function hottest(bytes: Buffer, width: number): number {
    const { bytes: step, read } = value!
    if (width === 1) return read(bytes, 0)
    let best = 0
    for (let at = 1; at < width; at++) if (read(bytes, at * step) > read(bytes, best * step)) best = at
    return best
  }
}

/** The labels that occur as classes, numbers in their order and texts in that of their first occurrence. */
export function numbered(found: readonly (string | number)[]): TableLabels {
  const distinct = [...new Set(found)]
  if (distinct.every(label => typeof label === 'number')) distinct.sort((a, b) => Number(a) - Number(b))
  const places = new Map(distinct.map((label, place) => [label, place]))
  return { labels: Uint32Array.from(found, label => places.get(label)!), classes: distinct.map(String) }
}

/** NumPy fills texts with zeros: of four bytes a character (U), or of one (S). */
function readText(bytes: Buffer, kind: string, big: boolean): string {
  if (kind === 'S') return bytes.toString('utf8').replace(/\0+$/, '')
  const points: number[] = []
  for (let at = 0; at < bytes.length; at += 4) {
    const point = big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    if (point === 0 || point > 0x10ffff) break
    points.push(point)
  }
  return String.fromCodePoint(...points).normalize('NFC')
}
