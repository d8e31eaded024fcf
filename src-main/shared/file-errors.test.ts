import { expect, test } from 'vitest'
import { fileErrorCode, writeProblem } from './file-errors.ts'

const failed = (code: string) => Object.assign(new Error('failed'), { code })

test('a failed write is a full disk, or a place that can not be written to with its reason', () => {
  const path = '/home/x'
  for (const code of ['ENOSPC', 'EDQUOT'])
    expect(writeProblem(failed(code), path)).toEqual({ code: 'app.disk-full', params: { path } })
  for (const reason of ['EACCES', 'ENOENT', 'E2BIG', 'UNKNOWN'])
    expect(writeProblem(failed(reason), path)).toEqual({ code: 'app.cannot-write', params: { path, reason } })
})

test('what is no failure of the file system has no code: it is a bug', () => {
  for (const error of [new TypeError('x'), failed('ERR_INVALID_ARG_TYPE'), failed('Z_DATA_ERROR'), 'ENOENT'])
    expect(fileErrorCode(error)).toBeUndefined()
})
