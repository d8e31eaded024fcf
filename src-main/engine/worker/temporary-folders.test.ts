import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inTemporaryFolder, removeLeftFolders } from './temporary-folders.ts'

let parent: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'lenslet-test-'))
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, parent)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(parent, { recursive: true, force: true })
})

describe('a temporary folder', () => {
  it('is gone after the work, and after work that failed', async () => {
    const folder = await inTemporaryFolder('model', async path => path)
    expect(existsSync(folder)).toBe(false)

    let failed = ''
    const work = inTemporaryFolder('bench', async path => {
      failed = path
      throw new Error('a bug')
    })
    await expect(work).rejects.toThrow('a bug')
    expect(failed).not.toBe('')
    expect(existsSync(failed)).toBe(false)
  })

  it('that cannot be made is a problem that a person can act on', async () => {
    const missing = join(parent, 'missing')
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, missing)

    await expect(inTemporaryFolder('model', async () => null)).rejects.toMatchObject({
      problem: { code: 'app.cannot-write', params: { path: missing, reason: 'ENOENT' } },
    })
  })

  it('of a process that was killed is removed, of one that lives not', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    const [left, used, other] = [
      `lenslet-model-${pid}-x`,
      `lenslet-bench-${process.pid}-x`,
      'lenslet-model-x',
    ]
    for (const name of [left, used, other]) {
      await mkdir(join(parent, name))
      await writeFile(join(parent, name, 'saved_model.pb'), '')
    }

    await removeLeftFolders()

    expect([left, used, other].map(name => existsSync(join(parent, name)))).toEqual([false, true, true])
  })
})
