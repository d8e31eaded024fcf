import { basename } from 'node:path'
import type { PictureSource } from '../decode/decoder.ts'
import type { PackedNames } from './packed-names.ts'

/** How the files of a tree are read: from the disk, or out of an archive. Files are called as `filePath` gives it. */
export interface FileReader {
  /** The archive that it reads; null: the disk. */
  readonly archive: string | null
  /** What the decoder takes for each file, in this order. */
  pictures(paths: Iterable<string>): Iterable<PictureSource> | AsyncIterable<PictureSource>
  /** Where a file stands, for an archive that can only be read from its beginning; others are read in any order. */
  readonly place?: (path: string) => number
  /** Throws file errors, and `Refused` for what is damaged; also while it is read. */
  stream(path: string): AsyncIterable<Buffer>
  size(path: string): Promise<number>
  /** As many of its first bytes as `sniff` looks at. */
  start(path: string): Promise<Buffer>
}

/** A folder with all that is in it, in natural order; debris and what can't be read are left out and counted. */
export interface Folder {
  readonly name: string
  /** Shown to people. */
  readonly path: string
  /** Before a file's name: the folder and a separator. */
  readonly prefix: string
  readonly files: PackedNames
  readonly folders: readonly Folder[]
  readonly reader: FileReader
}

/** A file with what reads it. */
export interface TreeFile {
  readonly path: string
  readonly reader: FileReader
}

export const filePath = ({ prefix }: Folder, name: string) => prefix + name

export const treeFile = (folder: Folder, name: string): TreeFile => ({
  path: filePath(folder, name),
  reader: folder.reader,
})

/** A file's own name; inside an archive paths have slashes on every system. */
export const fileName = (path: string) => basename(path.slice(path.lastIndexOf('/') + 1))

/** A folder and all below it, in order. */
export function* allFolders(folder: Folder): Iterable<Folder> {
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    waiting.push(...[...next.folders].reverse())
  }
}
