import { partFolders } from './class-folders.ts'
import { gather } from './disk.ts'
import { isNamedAsPicture, naturalOrder } from './names.ts'
import { allFolders, type Folder, fileName } from './tree.ts'

/** Where the data begins: folders that may be classes, and folders whose own files lie in no class. */
export interface DataRoot {
  /** For the data set. */
  readonly name: string
  /** For messages. */
  readonly path: string
  /** Name of the innermost folder that was entered. */
  readonly innermost: string
  readonly folders: readonly Folder[]
  readonly loose: readonly Folder[]
}

/** A folder that holds nothing but another is entered, as unpacking an archive often leaves it. */
export function enter(root: Folder, files: readonly string[] = []): DataRoot {
  const loose = files.length > 0 ? [gather(root.path, files, []), root] : [root]
  let inner = root
  for (let [next] = inner.folders; next && inner.folders.length === 1; [next] = inner.folders) {
    loose.push(next)
    inner = next
  }
  return { name: root.name, path: root.path, innermost: inner.name, folders: inner.folders, loose }
}

/**
 * What was dropped, as one or several data sets: several folders are classes (or parts) of one, unless each of them holds classes
 * itself.
 */
export function dataRoots(folders: readonly Folder[], files: readonly string[], root: string): DataRoot[] {
  const [only] = folders
  if (only && folders.length === 1) return [enter(only, files)]
  const sorted = [...folders].sort((a, b) => naturalOrder(a.name, b.name))
  if (folders.length < 2 || partFolders(sorted) || !sorted.every(isDataset))
    return [enter(gather(root, files, sorted))]
  const own = sorted.map(folder => enter(folder))
  return files.length > 0 ? [...own, enter(gather(root, files, []))] : own
}

/** Two folders or more with pictures in them, and none beside them; or files that may be data. */
function isDataset(folder: Folder): boolean {
  const { folders, loose } = enter(folder)
  if (loose.some(({ files }) => files.some(isNamedAsPicture))) return false
  if (folders.filter(hasPictures).length > 1) return true
  return loose.some(({ files }) => files.some(name => /ubyte|\.(npz|bin|csv)/i.test(name)))
}

/** Whether a file somewhere in a folder is called as pictures are, or called nothing. */
export function hasPictures(folder: Folder): boolean {
  for (const { files } of allFolders(folder))
    if (files.some(name => isNamedAsPicture(name) || !fileName(name).includes('.'))) return true
  return false
}
