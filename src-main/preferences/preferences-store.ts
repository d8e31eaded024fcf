import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeAtomically } from '../files/write-atomically.ts'
import { specSchema } from '../network/spec-schema.ts'
import type { Preferences } from '../shared/contract/app.ts'
import { type Language, languages } from '../shared/messages/language.ts'
import { settingsSchema } from '../training/settings-schema.ts'

export const preferencesSchema = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(['system', 'light', 'dark']),
  place: z.strictObject({
    room: z.enum(['data', 'network', 'train', 'predict', 'runs']),
    datasetId: z.string().max(500).nullable(),
    runId: z.string().max(500).nullable(),
    spec: specSchema.nullable(),
    training: settingsSchema.nullable(),
  }),
}) satisfies z.ZodType<Preferences>

export type PreferencesStore = ReturnType<typeof createPreferencesStore>

/** What a person chose and where they were; a file that cannot be read counts as none. */
export function createPreferencesStore(home: string, systemLanguage: Language) {
  const file = join(home, 'preferences.json')
  let current: Preferences = read() ?? {
    language: systemLanguage,
    theme: 'system',
    place: { room: 'data', datasetId: null, runId: null, spec: null, training: null },
  }
  let saving: Promise<void> = Promise.resolve()

  return {
    file,
    get: () => current,
    save(change: Partial<Preferences>): Promise<void> {
      current = { ...current, ...change }
      const text = `${JSON.stringify(current, null, 2)}\n`
      saving = saving.catch(() => undefined).then(() => writeAtomically(file, text))
      return saving
    },
  }

  function read(): Preferences | undefined {
    try {
      return preferencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return undefined
    }
  }
}
