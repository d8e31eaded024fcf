import { setImmediate } from 'node:timers/promises'
import type { ArchiveKind } from '../archives/open-archive.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import { itemsAStep } from '../steps.ts'
import { readHead } from '../tables/bytes.ts'
import { cifarKind, isCifarNames } from '../tables/cifar.ts'
import { idxKind } from '../tables/idx.ts'
import { isNamedAsPicture } from './names.ts'
import { PackedNames } from './packed-names.ts'
import { sniff, sniffLength } from './sniff.ts'
import { stoppable } from './stoppable.ts'
import { type Folder, fileName, filePath, type TreeFile, treeFile } from './tree.ts'
import type { WalkLog } from './walk.ts'

export type FileKind =
  | { readonly kind: PlainKind }
  | { readonly kind: 'archive'; readonly archive: ArchiveKind }

type PlainKind = 'picture' | 'idx-images' | 'idx-labels' | 'cifar' | 'cifar-names' | 'npz' | 'text' | 'other'

/**
 * Tells what a file is by its first bytes. In an archive, a name that promises a picture is believed, since looking would unpack
 * everything twice; what lies there is told while it is decoded.
 */
export async function kindOf(file: TreeFile): Promise<FileKind> {
  const { path, reader } = file
  if (reader.archive !== null && isNamedAsPicture(path)) return { kind: 'picture' }
  const head = await reader.start(path)
  const content = sniff(head)
  if (content.kind !== 'other') return { kind: 'picture' }
  if (cifarKind(path, await reader.size(path)) !== null) return { kind: 'cifar' }
  if (isCifarNames(fileName(path))) return { kind: 'cifar-names' }
  if (content.found === 'archive') return kindOfArchive(file, head)
  if (content.found === 'idx') {
    const idx = idxKind(head)
    if (idx) return { kind: `idx-${idx}` }
  }
  if (isNamedAsPicture(path)) return { kind: 'picture' }
  return { kind: content.found === 'text' && /\.(csv|tsv|txt)$/i.test(path) ? 'text' : 'other' }
}

const archives: readonly (readonly [bytes: string, kind: ArchiveKind])[] = [
  ['PK', 'zip'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ', 'xz'],
  ['7z', '7z'],
  ['Rar', 'rar'],
]

async function kindOfArchive(file: TreeFile, head: Buffer): Promise<FileKind> {
  const start = head.toString('latin1')
  if (/\.npz$/i.test(file.path) || (start.startsWith('PK') && /^[^/]{0,100}\.npy/.test(start.slice(30))))
    return { kind: 'npz' }
  const known = archives.find(([bytes]) => start.startsWith(bytes))
  if (known) return { kind: 'archive', archive: known[1] }
  if (head[0] !== 0x1f) return { kind: 'archive', archive: 'tar' }
  // A damaged one says so when it is read.
  const inside = await readHead(file, sniffLength).catch(() => Buffer.alloc(0))
  const idx = idxKind(inside)
  if (idx) return { kind: `idx-${idx}` }
  return { kind: 'archive', archive: inside.toString('latin1', 257, 262) === 'ustar' ? 'tar.gz' : 'gzip' }
}

export interface SortedFiles {
  /** The folders with their pictures alone. */
  readonly pictures: Folder[]
  readonly idxImages: TreeFile[]
  readonly idxLabels: TreeFile[]
  readonly cifar: TreeFile[]
  readonly cifarNames: TreeFile[]
  readonly npz: TreeFile[]
  readonly texts: TreeFile[]
  readonly archives: { readonly file: TreeFile; readonly kind: ArchiveKind }[]
}

/**
 * Tells files apart that lie in no class folder; what is nothing of use is counted as skipped. Folders in them are left. A name that
 * promises a picture is believed, since the decoder looks at each in any case and there may be a million.
 */
export async function sortFiles(folders: readonly Folder[], log: WalkLog): Promise<SortedFiles> {
  const sorted: SortedFiles = {
    pictures: [],
    idxImages: [],
    idxLabels: [],
    cifar: [],
    cifarNames: [],
    npz: [],
    texts: [],
    archives: [],
  }
  for (const folder of folders) {
    const pictures = new PackedNames()
    let seen = 0
    for (const name of folder.files) {
      if (seen++ % itemsAStep === 0) await setImmediate()
      log.signal.throwIfAborted()
      if (isNamedAsPicture(name)) pictures.push(name)
      else await sortOne(folder, name, pictures)
    }
    if (pictures.length > 0) sorted.pictures.push({ ...folder, files: pictures.trim(), folders: [] })
  }
  return sorted

  async function sortOne(folder: Folder, name: string, pictures: PackedNames): Promise<void> {
    const file = stoppable(treeFile(folder, name), log.signal)
    try {
      const found = await kindOf(file)
      if (found.kind === 'picture') pictures.push(name)
      else if (found.kind === 'idx-images') sorted.idxImages.push(file)
      else if (found.kind === 'idx-labels') sorted.idxLabels.push(file)
      else if (found.kind === 'cifar') sorted.cifar.push(file)
      else if (found.kind === 'cifar-names') sorted.cifarNames.push(file)
      else if (found.kind === 'npz') sorted.npz.push(file)
      else if (found.kind === 'text') sorted.texts.push(file)
      else if (found.kind === 'archive') sorted.archives.push({ file, kind: found.archive })
      else log.skipped++
    } catch (error) {
      const why = error instanceof Refused ? error.problem : readProblem(error, file.path)
      log.problems.add({ path: filePath(folder, name), problem: why, used: false })
    }
  }
}
