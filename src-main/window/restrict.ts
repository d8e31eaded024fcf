import { app, session } from 'electron'
import { allowCamera, restrictPermissions } from './camera.ts'
import { isWindowUrl } from './protocol.ts'

/** Whatever a page might be talked into: no permission but the camera while pictures are taken, no other page, no second window, no embedded page, no network. */
export function restrictContents(): void {
  restrictPermissions(session.defaultSession)
  session.defaultSession.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] },
    (_details, decide) => decide({ cancel: true }),
  )
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isWindowUrl(url)) event.preventDefault()
    })
    // A page that is drawn anew has no camera dialog.
    contents.on('did-navigate', () => void allowCamera(false))
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
