import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { installSystemPackages, requireWindowLibraries } from './system-packages.mjs'

let folder
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** A system that has nothing but this `ldd`, and so no way to install anything. */
function systemWhereLddSays(text) {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lenslet-system-'))
  writeFileSync(path.join(folder, 'ldd'), `#!/bin/sh\necho "${text}"\n`, { mode: 0o755 })
  vi.stubEnv('PATH', folder)
}

test.runIf(process.platform === 'linux')(
  "set-up goes on without Electron's system libraries; only a window insists on them",
  async () => {
    systemWhereLddSays('\tlibgtk-3.so.0 => not found')
    await expect(installSystemPackages('electron')).resolves.toBeUndefined()
    await expect(requireWindowLibraries('electron')).rejects.toMatchObject({
      code: 'libraries.unknown',
      params: { missing: 'libgtk-3.so.0' },
    })
  },
)

test.runIf(process.platform === 'linux')('a window asks for nothing where all are there', async () => {
  systemWhereLddSays('\tlibgtk-3.so.0 => /usr/lib/libgtk-3.so.0 (0x0)')
  await expect(requireWindowLibraries('electron')).resolves.toBeUndefined()
})
