import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { withLock } from './lock.mjs'
import { Interrupted, interruptible, run } from './run-command.mjs'

// From the first signal on everything in this process counts as interrupted, so this is one test.
test('Ctrl-C ends the commands, and what waits for a lock, and then the work itself', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lenslet-interrupt-'))
  const lock = path.join(folder, 'lock')
  const listeners = process.listenerCount('SIGINT')
  const forever = () => run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  const holder = interruptible(() => withLock(lock, forever))
  const waiting = interruptible(() => withLock(lock, () => {}, { poll: 5 }))
  const works = Promise.allSettled([holder, waiting, interruptible(async () => 'done by itself')])
  process.emit('SIGINT')
  for (const { reason } of await works) expect(reason).toBeInstanceOf(Interrupted)
  expect(process.listenerCount('SIGINT')).toBe(listeners)
  rmSync(folder, { recursive: true })
})
