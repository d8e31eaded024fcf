import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPreferencesStore } from './preferences-store.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lenslet-preferences-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

describe('preferences', () => {
  it('begin with the language of the system', () => {
    expect(createPreferencesStore(home, 'zh-CN').get()).toMatchObject({ language: 'zh-CN', theme: 'system' })
  })

  it('are there at the next start, the last of several changes for each of them', async () => {
    const store = createPreferencesStore(home, 'en')
    void store.save({ theme: 'dark' })
    void store.save({ theme: 'light' })
    await store.save({ language: 'zh-CN' })
    expect(createPreferencesStore(home, 'en').get()).toMatchObject({ language: 'zh-CN', theme: 'light' })
  })

  it('that cannot be read count as none', async () => {
    for (const content of ['', '{"theme"', '{"language":"tlh","theme":"dark"}']) {
      await writeFile(join(home, 'preferences.json'), content)
      expect(createPreferencesStore(home, 'en').get().theme).toBe('system')
    }
  })
})
