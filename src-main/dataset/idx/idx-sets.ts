import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { failure, type Result, success } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import { naturalOrder } from '../scan/names.ts'

/** Pictures and their labels; `test`: a set that its makers keep for the test. */
export interface IdxSet {
  readonly images: string
  readonly labels: string
  readonly test: boolean
}

const plainName = (name: string) => name.toLowerCase().replace(/\.gz$/, '')
const labelsName = (images: string) => plainName(images).replace('images', 'labels').replace('idx3', 'idx1')
const isTest = (name: string) => /(^|[^a-z0-9])(t10k|test)([^a-z0-9]|$)/i.test(name)

/**
 * Pairs each file of pictures with the file of labels beside it (`train-images-idx3-ubyte` and `train-labels-idx1-ubyte`,
 * either gzipped). A set that is there twice, plain and gzipped, is taken once. Training sets come first. A lone test set
 * is an ordinary one.
 */
export async function pairIdxFiles(imageFiles: readonly string[]): Promise<Result<IdxSet[]>> {
  const sets = new Map<string, IdxSet>()
  for (const images of [...imageFiles].sort(naturalOrder)) {
    const folder = dirname(images)
    const name = basename(images)
    const wanted = labelsName(name)
    const beside = (await readdir(folder).catch(error => refuse(error, folder))).sort(naturalOrder)
    const labels = beside.find(other => other !== name && plainName(other) === wanted)
    if (labels === undefined) return failure('data.idx-no-labels', { path: images })
    const key = join(folder, plainName(name))
    if (!sets.has(key)) sets.set(key, { images, labels: join(folder, labels), test: isTest(name) })
  }
  const found = [...sets.values()]
  const training = found.filter(set => !set.test)
  const ordered = [...training, ...found.filter(set => set.test)]
  return success(training.length > 0 ? ordered : ordered.map(set => ({ ...set, test: false })))
}

function refuse(error: unknown, path: string): never {
  throw new Refused(readProblem(error, path))
}
