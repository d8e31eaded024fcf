import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.mjs'

let folder
let file

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lenslet-lock-'))
  file = path.join(folder, 'setup.lock')
})

afterEach(() => rmSync(folder, { recursive: true }))

test('two holders follow each other', async () => {
  const order = []
  const hold = name => async () => {
    order.push(`${name} in`)
    await new Promise(resolve => setTimeout(resolve, 30))
    order.push(`${name} out`)
  }
  await Promise.all([withLock(file, hold('a'), { poll: 5 }), withLock(file, hold('b'), { poll: 5 })])
  expect(order).toEqual(['a in', 'a out', 'b in', 'b out'])
})

test('the lock is given back when the work fails', async () => {
  const failing = withLock(file, () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(existsSync(file)).toBe(false)
})

test('the lock of a process that died is broken', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(file, JSON.stringify({ pid, host: os.hostname(), at: Date.now() }))
  expect(await withLock(file, async () => 'done', { poll: 5 })).toBe('done')
})
