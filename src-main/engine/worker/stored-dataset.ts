import { access, constants, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Shape } from '../../shared/architecture/spec.ts'
import type { SplitName } from '../../shared/contract/data.ts'
import type { StoredDataset } from '../../shared/contract/engine.ts'
import { fileErrorCode } from '../../shared/file-errors.ts'
import { failure, type Result, success } from '../../shared/result.ts'

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
  const [labels, codes] = await Promise.all([
    readFile(labelsFile),
    readFile(join(folder, 'split.u8')),
    access(picturesFile, constants.R_OK),
  ])
  const indicesOf = (code: number) => {
    const indices: number[] = []
    for (const [index, found] of codes.entries()) if (found === code) indices.push(index)
    return Int32Array.from(indices)
  }
  return success({
    fingerprint,
    picturesFile,
    labelsFile,
    labels: new Uint16Array(labels.buffer.slice(labels.byteOffset, labels.byteOffset + labels.byteLength)),
    split: {
      train: indicesOf(splitCodes.train),
      validation: indicesOf(splitCodes.validation),
      test: indicesOf(splitCodes.test),
    },
  })
}

interface Description {
  readonly preprocessing: { readonly shape: Shape }
  readonly fingerprint: string
}

async function readDescription(folder: string): Promise<Description> {
  return JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8')) as Description
}

const printShape = ({ height, width, channels }: Shape) => `${height} × ${width} × ${channels}`
