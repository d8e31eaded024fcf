import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Shape } from '../../shared/architecture/spec.ts'
import type { SplitName } from '../../shared/contract/data.ts'
import type { StoredDataset } from '../../shared/contract/engine.ts'
import { fileErrorCode } from '../../shared/file-errors.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { volume } from './graph/lower/lowering.ts'

/** A data set's small files, opened: the pictures themselves are read by the graph. */
export interface OpenedDataset {
  readonly fingerprint: string
  readonly picturesFile: string
  readonly labelsFile: string
  /** Class of every picture. */
  readonly labels: Uint16Array
  readonly split: Readonly<Record<SplitName, Int32Array>>
}

const splitCodes: Readonly<Record<SplitName, number>> = { train: 0, validation: 1, test: 2 }

/** Opens a stored data set; a problem where it is gone, or its pictures are not of the network's shape. */
export async function openDataset({ folder }: StoredDataset, input: Shape): Promise<Result<OpenedDataset>> {
  try {
    return await open(folder, input)
  } catch (error) {
    const reason = fileErrorCode(error)
    if (!reason) throw error
    if (reason === 'ENOENT') return failure('data.not-found', { id: basename(folder) })
    return failure('data.unreadable-folder', { path: folder, reason })
  }
}

async function open(folder: string, input: Shape): Promise<Result<OpenedDataset>> {
  const { preprocessing, fingerprint } = await readDescription(folder)
  const { shape } = preprocessing
  if (printShape(shape) !== printShape(input)) {
    return failure('network.data-mismatch', { needed: printShape(input), found: printShape(shape) })
  }
  const [picturesFile, labelsFile] = [join(folder, 'images.u8'), join(folder, 'labels.u16')]
  const [labels, codes, { size }] = await Promise.all([
    readFile(labelsFile),
    readFile(join(folder, 'split.u8')),
    stat(picturesFile),
  ])
  const sizes = [
    { path: picturesFile, found: size, expected: codes.length * volume(shape) },
    { path: labelsFile, found: labels.length, expected: codes.length * Uint16Array.BYTES_PER_ELEMENT },
  ]
  const incomplete = sizes.find(({ found, expected }) => found !== expected)
  if (incomplete) return failure('data.pictures-incomplete', incomplete)
  return success({
    fingerprint,
    picturesFile,
    labelsFile,
    labels: new Uint16Array(labels.buffer.slice(labels.byteOffset, labels.byteOffset + labels.byteLength)),
    split: {
      train: indicesOf(codes, splitCodes.train),
      validation: indicesOf(codes, splitCodes.validation),
      test: indicesOf(codes, splitCodes.test),
    },
  })
}

function indicesOf(codes: Uint8Array, code: number): Int32Array {
  const indices = new Int32Array(codes.length)
  let count = 0
  for (const [index, found] of codes.entries()) if (found === code) indices[count++] = index
  return indices.slice(0, count)
}

interface Description {
  readonly preprocessing: { readonly shape: Shape }
  readonly fingerprint: string
}

async function readDescription(folder: string): Promise<Description> {
  return JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8')) as Description
}

const printShape = ({ height, width, channels }: Shape) => `${height} × ${width} × ${channels}`
