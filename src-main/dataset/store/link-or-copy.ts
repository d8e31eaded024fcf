import { constants, copyFile, link, open } from 'node:fs/promises'
import { fileErrorCode } from '../../shared/file-errors.ts'

/**
 * Gives a file that never changes a second name, so that it takes its room on the disk once; copies it where the file system knows no such
 * links, or no more of them; either is on the disk then. Throws the file system's error.
 */
export async function linkOrCopy(from: string, to: string, makeLink = link): Promise<void> {
  try {
    await makeLink(from, to)
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === undefined || code === 'ENOENT' || code === 'EEXIST') throw error
    await copyFile(from, to, constants.COPYFILE_FICLONE)
    const copy = await open(to, 'r+')
    await copy.sync().finally(() => copy.close())
  }
}
