import type { SplitName } from '../../shared/contract/data.ts'
import { naturalOrder } from '../scan/names.ts'
import { fileName, type TreeFile } from '../scan/tree.ts'
import { splitOfName } from './pixel-table.ts'

/** Pictures and their labels. */
export interface IdxSet {
  readonly images: TreeFile
  readonly labels: TreeFile
  readonly split: SplitName | null
}

const plainName = (path: string) => path.toLowerCase().replace(/\.gz$/, '')
const labelsName = (images: string) =>
  plainName(images)
    .replace(/images(?=[^/\\]*$)/, 'labels')
    .replace(/idx3(?=[^/\\]*$)/, 'idx1')

/**
 * Pairs each file of pictures with the file of labels beside it (`train-images-idx3-ubyte` and `train-labels-idx1-ubyte`,
 * either gzipped). A set that is there twice, plain and gzipped, is taken once. Test sets come last.
 */
export function pairIdxFiles(
  imageFiles: readonly TreeFile[],
  labelFiles: readonly TreeFile[],
): (Omit<IdxSet, 'labels'> & { readonly labels: TreeFile | undefined })[] {
  const sets = new Map<string, ReturnType<typeof pairIdxFiles>[number]>()
  for (const images of [...imageFiles].sort((a, b) => naturalOrder(a.path, b.path))) {
    const wanted = labelsName(images.path)
    const labels = labelFiles.find(({ path }) => path !== images.path && plainName(path) === wanted)
    const key = plainName(images.path)
    if (!sets.has(key)) sets.set(key, { images, labels, split: splitOfName(fileName(images.path)) })
  }
  const found = [...sets.values()]
  return [...found.filter(set => set.split !== 'test'), ...found.filter(set => set.split === 'test')]
}
