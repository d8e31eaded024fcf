import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { eventNames, requestNames } from './shared/contract/index.ts'

const requests = requestNames.map(name => [name, (params: unknown) => ipcRenderer.invoke(name, params)])

const events = eventNames.map(name => [
  name,
  (listener: (event: unknown) => void) => {
    const forward = (_event: unknown, payload: unknown) => listener(payload)
    ipcRenderer.on(name, forward)
    return () => ipcRenderer.off(name, forward)
  },
])

contextBridge.exposeInMainWorld('app', {
  ...Object.fromEntries(requests),
  on: Object.fromEntries(events),
  pathForFile: (file: File) => webUtils.getPathForFile(file),
})
