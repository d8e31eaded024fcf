import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import type { Folder } from '../scan/tree.ts'
import type { WalkLog } from '../scan/walk.ts'
import { readTar } from './tar.ts'
import { readZip } from './zip.ts'

export type ArchiveKind = 'zip' | 'tar' | 'tar.gz' | 'gzip' | 'bzip2' | 'xz' | '7z' | 'rar'

/** An archive as a tree of its files. Throws `Refused` for one that is damaged, encrypted, a bomb, or of another kind. */
export async function openArchive(path: string, kind: ArchiveKind, log: WalkLog): Promise<Folder> {
  switch (kind) {
    case 'zip':
      return readZip(path, log)
    case 'tar':
      return readTar(path, false, log)
    case 'tar.gz':
      return readTar(path, true, log)
    default:
      throw new Refused(problem('data.archive-kind', { path, kind }))
  }
}
