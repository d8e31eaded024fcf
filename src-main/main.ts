import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { app, type BrowserWindow, dialog } from 'electron'
import log from 'electron-log/main'
import { version } from '../package.json' with { type: 'json' }

import { captureHandlers, captureSchemas } from './dataset/capture/handlers.ts'

import { doctorHandlers, doctorSchemas } from './dataset/doctor/handlers.ts'

import { dataHandlers } from './dataset/handlers.ts'
import { pictureHandlers, pictureSchemas } from './dataset/preview/handlers.ts'
import { dataSchemas } from './dataset/schemas.ts'
import { makeFolder } from './files/make-folder.ts'
import { lensletHome } from './home.ts'
import { featureMapHandlers, featureMapSchemas } from './inspection/handlers.ts'
import { handleRequests } from './ipc/handle-requests.ts'
import type { Emit } from './ipc/handlers.ts'
import { networkHandlers, networkSchemas } from './network/handlers.ts'
import { predictionHandlers, predictionSchemas } from './prediction/handlers.ts'
import { servePicture } from './prediction/serve-picture.ts'
import { createPreferencesStore } from './preferences/preferences-store.ts'
import { runHandlers, runSchemas } from './runs/handlers.ts'
import { createServices } from './services.ts'
import { writeProblem } from './shared/file-errors.ts'
import { languageFor } from './shared/messages/language.ts'
import { messagesFor, sayProblem } from './shared/messages/messages.ts'
import type { Problem } from './shared/result.ts'
import { trainingHandlers, trainingSchemas } from './training/handlers.ts'
import { appHandlers, appSchemas } from './window/app-handlers.ts'
import { allowCamera } from './window/camera.ts'
import { createErrorLog } from './window/error-log.ts'
import { fileDialogs } from './window/file-dialogs.ts'
import { setMenu } from './window/menu.ts'
import { openWindow } from './window/open-window.ts'
import { registerScheme, serveApp } from './window/protocol.ts'
import { restrictContents } from './window/restrict.ts'

/** Milliseconds that a run has to save itself when the window is closed. */
const savingPatience = 12_000

const programs = import.meta.dirname
const resources = app.isPackaged ? process.resourcesPath : join(programs, '../../assets')
const home = lensletHome()
const homeProblem = makeHome()
app.setPath('userData', join(home, 'window'))
log.transports.file.resolvePathFn = () => join(home, 'logs', 'main.log')
log.transports.console.level = 'warn'

const folders = {
  home,
  programs,
  samples: join(resources, 'samples'),
  versions: { lenslet: version, node: process.versions.node, electron: process.versions.electron ?? '' },
}

registerScheme()
const cli = process.argv.indexOf('--cli')
if (homeProblem) void app.whenReady().then(() => refuseToStart(homeProblem))
else if (cli >= 0) void app.whenReady().then(() => runWithoutWindow(process.argv.slice(cli + 1)))
else if (app.requestSingleInstanceLock()) void app.whenReady().then(openApplication)
else app.quit()

function makeHome(): Problem | undefined {
  try {
    makeFolder(home)
    accessSync(home, constants.W_OK)
    return undefined
  } catch (error) {
    return writeProblem(error, home)
  }
}

function refuseToStart(problem: Problem): void {
  const messages = messagesFor(languageFor(app.commandLine.getSwitchValue('lang') || app.getLocale()))
  dialog.showErrorBox(messages.app.name, sayProblem(messages, problem))
  app.exit(1)
}

async function runWithoutWindow(argv: string[]): Promise<void> {
  const { runCommand } = await import('./command-line/run-command.ts')
  app.exit(await runCommand(argv, { folders, env: process.env }))
}

async function openApplication(): Promise<void> {
  const asked = app.commandLine.getSwitchValue('lang')
  const preferences = createPreferencesStore(home, languageFor(asked || app.getLocale()))
  if (asked) await preferences.save({ language: languageFor(asked) }).catch(() => undefined)
  const errors = createErrorLog(line => log.error(line))
  process.on('uncaughtException', error => errors.add('main', error))
  process.on('unhandledRejection', error => errors.add('main', error))

  const services = createServices(folders)
  const { engine, planning, training } = services
  const sentences = () => messagesFor(preferences.get().language)
  let window: BrowserWindow | undefined
  const emit: Emit = (name, event) => {
    if (window && !window.isDestroyed()) window.webContents.send(name, event)
  }
  engine.onStatus(status => emit('app:engine', status))

  restrictContents()
  serveApp(join(programs, '../renderer'), path => servePicture(services, path))
  handleRequests(
    {
      ...appHandlers({
        version,
        engine,
        preferences,
        errors,
        window: () => window,
        onLanguage: () => setMenu(sentences()),
      }),
      ...doctorHandlers(services.doctor, emit),
      ...dataHandlers({ datasets: services.datasets, emit, isInUse: training.usesDataset }),
      ...networkHandlers({
        networks: services.networks,
        measure: planning.measure,
        sentences,
        dialogs: fileDialogs(() => window),
      }),
      ...featureMapHandlers(services.featureMaps),
      ...captureHandlers({ home, allowCamera }),
      ...pictureHandlers({ ...services, emit }),
      ...trainingHandlers(training, planning, emit),
      ...predictionHandlers(services.prediction, emit),
      ...runHandlers(services),
    },
    {
      ...appSchemas,
      ...dataSchemas,
      ...doctorSchemas,
      ...networkSchemas,
      ...featureMapSchemas,
      ...captureSchemas,
      ...pictureSchemas,
      ...trainingSchemas,
      ...predictionSchemas,
      ...runSchemas,
    },
    errors,
  )
  setMenu(sentences())

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  let closed = false
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault()
    void services.close().finally(() => {
      closed = true
      app.quit()
    })
  })

  window = await openWindow({
    home,
    preload: join(programs, '../preload/preload.cjs'),
    mayClose: async open => {
      if (!training.activeRun()) return true
      const { message, detail, stop, stay } = sentences().app.closeWhileTraining
      const { response } = await dialog.showMessageBox(open, {
        type: 'question',
        message,
        detail,
        buttons: [stop, stay],
        defaultId: 1,
        cancelId: 1,
      })
      // A worker that does not answer must not hold the window; what it saved before is safe.
      if (response === 0) await Promise.race([training.stop(), setTimeout(savingPatience)])
      return response === 0
    },
  })
  // After the window is drawn: the engine's second of loading is nobody's waiting time.
  void engine.request('hello', null)
}
