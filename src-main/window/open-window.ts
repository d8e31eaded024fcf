import { BrowserWindow } from 'electron'
import { windowUrl } from './protocol.ts'
import { rememberBounds, rememberedBounds } from './window-bounds.ts'

/** Opens the window where it was last. `mayClose` is asked before it closes. */
export async function openWindow(options: {
  home: string
  preload: string
  mayClose: (window: BrowserWindow) => Promise<boolean>
}): Promise<BrowserWindow> {
  const { bounds, maximized } = rememberedBounds(options.home)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 620,
    title: 'Lenslet',
    autoHideMenuBar: true,
    show: false,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', event => event.preventDefault())

  let closing = false
  window.on('close', event => {
    if (closing) return
    event.preventDefault()
    void (async () => {
      await rememberBounds(options.home, window)
      if (!(await options.mayClose(window))) return
      closing = true
      window.close()
    })()
  })
  // A renderer that dies is drawn again; what it showed lives in the main process.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
  })
  await window.loadURL(windowUrl)
  return window
}
