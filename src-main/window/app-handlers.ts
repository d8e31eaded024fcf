import { type BrowserWindow, clipboard, dialog } from 'electron'
import { z } from 'zod'
import type { Engine } from '../engine/engine-service.ts'
import type { Handlers, Schemas } from '../ipc/handlers.ts'
import { type PreferencesStore, preferencesSchema } from '../preferences/preferences-store.ts'
import type { AppRequests } from '../shared/contract/app.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { messagesFor } from '../shared/messages/messages.ts'
import { success } from '../shared/result.ts'
import type { ErrorLog } from './error-log.ts'

const text = z.string().max(100_000)

export const appSchemas: Schemas<AppRequests> = {
  'app:bootstrap': z.null(),
  'app:save-preferences': preferencesSchema.partial() as Schemas<AppRequests>['app:save-preferences'],
  'app:choose-folder': z.null(),
  'app:choose-files': z.strictObject({ purpose: z.enum(['import', 'predict']) }),
  'app:report-error': z.strictObject({ message: text, stack: text }),
  'app:error-details': z.strictObject({ id: z.string().max(100) }),
  'app:copy-text': z.strictObject({ text }),
  'app:restart-engine': z.null(),
}

const pictureExtensions = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'tif', 'tiff', 'bmp', 'avif']

export function appHandlers(parts: {
  version: string
  engine: Engine
  preferences: PreferencesStore
  errors: ErrorLog
  window: () => BrowserWindow | undefined
  onLanguage: () => void
}): Handlers<AppRequests> {
  const { engine, preferences, errors } = parts

  return {
    'app:bootstrap': async () =>
      success({ preferences: preferences.get(), engine: engine.status(), version: parts.version }),

    'app:save-preferences': async change => {
      const before = preferences.get().language
      try {
        await preferences.save(change)
      } catch (error) {
        return { ok: false, problem: writeProblem(error, preferences.file) }
      }
      if (preferences.get().language !== before) parts.onLanguage()
      return success(null)
    },

    'app:choose-folder': async () => choose(['openDirectory', 'multiSelections'], []),

    'app:choose-files': async ({ purpose }) => {
      const { app } = sentences()
      const pictures = { name: app.pictureFiles, extensions: pictureExtensions }
      const idx = { name: app.dataFiles, extensions: ['*'] }
      return choose(['openFile', 'multiSelections'], purpose === 'predict' ? [pictures] : [idx, pictures])
    },

    'app:report-error': async ({ message, stack }) => success({ id: errors.add('window', stack || message) }),
    'app:error-details': async ({ id }) => success(errors.details(id)),

    'app:copy-text': async params => {
      clipboard.writeText(params.text)
      return success(null)
    },

    'app:restart-engine': async () => {
      engine.restart()
      return success(null)
    },
  }

  function sentences() {
    return messagesFor(preferences.get().language)
  }

  async function choose(
    properties: Electron.OpenDialogOptions['properties'] & {},
    filters: Electron.FileFilter[],
  ) {
    const { app } = sentences()
    const title = properties.includes('openDirectory') ? app.chooseFolder : app.chooseFiles
    const options: Electron.OpenDialogOptions = { title, properties, filters }
    const window = parts.window()
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options))
    return success(canceled || filePaths.length === 0 ? null : filePaths)
  }
}
