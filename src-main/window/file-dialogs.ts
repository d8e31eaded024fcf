import { type BrowserWindow, dialog } from 'electron'
import type { FileDialogs, FileKind } from '../network/handlers.ts'

/** The system's own dialogs for one file, over the window where there is one. */
export function fileDialogs(window: () => BrowserWindow | undefined): FileDialogs {
  const filters = ({ name, extension }: FileKind) => [{ name, extensions: [extension] }]

  return {
    async open(title, kind) {
      const options: Electron.OpenDialogOptions = { title, properties: ['openFile'], filters: filters(kind) }
      const parent = window()
      const { canceled, filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    async save(name, kind) {
      const options: Electron.SaveDialogOptions = { defaultPath: name, filters: filters(kind) }
      const parent = window()
      const { canceled, filePath } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options))
      return canceled || !filePath ? null : filePath
    },
  }
}
