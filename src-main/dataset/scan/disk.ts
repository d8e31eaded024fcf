import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { PackedNames } from './packed-names.ts'
import { sniffLength } from './sniff.ts'
import type { FileReader, Folder } from './tree.ts'
import { listFolder, type WalkLog } from './walk.ts'

export const diskReader: FileReader = {
  archive: null,
  pictures: paths => paths,
  stream: path => createReadStream(path, { highWaterMark: 1 << 18 }),
  size: async path => (await stat(path)).size,
  async start(path) {
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffLength), 0, sniffLength, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  },
}

/** A folder on the disk with all that is in it. */
export async function readTree(path: string, log: WalkLog): Promise<Folder> {
  const { folders, files } = await listFolder(path, log)
  const inside: Folder[] = []
  for (const name of folders) inside.push(await readTree(join(path, name), log))
  const prefix = path.endsWith(sep) ? path : path + sep
  return { name: basename(path), path, prefix, files, folders: inside, reader: diskReader }
}

/** Files and folders from anywhere, as if they lay in one folder. */
export const gather = (path: string, files: readonly string[], folders: readonly Folder[]): Folder => ({
  name: basename(path),
  path,
  prefix: '',
  files: new PackedNames(files),
  folders,
  reader: diskReader,
})
