import { fileErrorCode } from '../../shared/file-errors.ts'

/** Whether a process of this number lives, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return fileErrorCode(error) === 'EPERM'
  }
}
