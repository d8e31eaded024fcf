import type { TableFault } from '../../shared/contract/data.ts'
import type { Refused } from '../refused.ts'
import type { ByteReader } from './bytes.ts'

/** An array's description; `type` as NumPy writes it, `<f4` say. */
export interface NpyHeader {
  readonly type: string
  readonly shape: readonly number[]
}

/** Reads the header of an `.npy` file; its values follow. (NumPy, "NEP 1": magic, version, length, a Python dict.) */
export async function readNpyHeader(
  reader: ByteReader,
  invalid: (fault: TableFault) => Refused,
): Promise<NpyHeader> {
  const start = await reader.take(8)
  const bad = (found: string) => invalid({ kind: 'header', found: found.slice(0, 80) })
  if (start.toString('latin1', 0, 6) !== '\x93NUMPY') throw bad(start.toString('hex'))
  const long = start[6]! > 1
  const size = await reader.take(long ? 4 : 2)
  const length = long ? size.readUInt32LE(0) : size.readUInt16LE(0)
  if (length > 65_536) throw bad(`${length}`)
  const text = (await reader.take(length)).toString('latin1')
  const type = /'descr':\s*'([^']+)'/.exec(text)?.[1]
  const shape = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1]
  if (type === undefined || shape === undefined) throw bad(text)
  if (/'fortran_order':\s*True/.test(text)) throw invalid({ kind: 'fortran' })
  const sides = shape.split(',').filter(side => side.trim() !== '')
  const lengths = sides.map(side => Number(side.replace(/L?\s*$/, '')))
  if (!lengths.every(Number.isSafeInteger) || lengths.some(side => side < 0)) throw bad(text)
  return { type, shape: lengths }
}

/** Bytes a value takes, and how one is read; undefined: of no type that pictures or labels have. */
export function valueReader(
  type: string,
): { bytes: number; read: (from: Buffer, at: number) => number } | undefined {
  const [, order, kind, digits] = /^([<>|=])([a-zA-Z?])(\d*)$/.exec(type) ?? []
  const big = order === '>'
  switch (`${kind}${digits}`) {
    case 'b1':
      return { bytes: 1, read: (from, at) => (from[at]! === 0 ? 0 : 1) }
    case 'u1':
      return { bytes: 1, read: (from, at) => from[at]! }
    case 'i1':
      return { bytes: 1, read: (from, at) => from.readInt8(at) }
    case 'u2':
      return { bytes: 2, read: (from, at) => (big ? from.readUInt16BE(at) : from.readUInt16LE(at)) }
    case 'i2':
      return { bytes: 2, read: (from, at) => (big ? from.readInt16BE(at) : from.readInt16LE(at)) }
    case 'u4':
      return { bytes: 4, read: (from, at) => (big ? from.readUInt32BE(at) : from.readUInt32LE(at)) }
    case 'i4':
      return { bytes: 4, read: (from, at) => (big ? from.readInt32BE(at) : from.readInt32LE(at)) }
    case 'u8':
      return {
        bytes: 8,
        read: (from, at) => Number(big ? from.readBigUInt64BE(at) : from.readBigUInt64LE(at)),
      }
    case 'i8':
      return { bytes: 8, read: (from, at) => Number(big ? from.readBigInt64BE(at) : from.readBigInt64LE(at)) }
    case 'f4':
      return { bytes: 4, read: (from, at) => (big ? from.readFloatBE(at) : from.readFloatLE(at)) }
    case 'f8':
      return { bytes: 8, read: (from, at) => (big ? from.readDoubleBE(at) : from.readDoubleLE(at)) }
    default:
      return undefined
  }
}
