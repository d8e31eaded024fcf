import { formats } from '../format.ts'

export const format = formats('en')

export const app = {
  name: 'Lenslet',
  data: 'Data',
  network: 'Network',
  train: 'Train',
  predict: 'Predict',
  runs: 'Runs',
  library: 'Library',
  offline: 'Offline',
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  cancel: 'Cancel',
  close: 'Close',
  storedHere: 'All pictures are stored on this computer',
  engine: {
    starting: 'TensorFlow is starting …',
    ready: (p: { device: string }) => `TensorFlow · ${p.device}`,
    busy: (p: { device: string }) => `TensorFlow · ${p.device} · training`,
    paused: (p: { device: string }) => `TensorFlow · ${p.device} · paused`,
    lost: 'TensorFlow stopped',
    restart: 'Start it again',
  },
  unexpectedTitle: 'Something went wrong in Lenslet itself',
  notDrawnTitle: 'This could not be drawn',
  copyDetails: 'Copy the details',
  copied: 'Copied',
  reload: 'Draw the window again',
  dismiss: 'Dismiss',
  loading: 'Loading …',
  skip: 'Skip to the room',
  rooms: 'Rooms',
  offlineWhy:
    'Lenslet works without the internet. Pictures, networks and runs stay on this computer; nothing is sent anywhere.',
  languages: { en: 'English', 'zh-CN': '简体中文' },
  stepDone: 'done',
  engineDetails: (p: { tensorflow: string; tfjs: string; threads: number; device: string }) =>
    `${p.device}. TensorFlow ${p.tensorflow}, TensorFlow.js ${p.tfjs}, ${p.threads} ${p.threads === 1 ? 'thread' : 'threads'}.`,
  engineLog: 'What TensorFlow said last',
  notes: {
    data: (p: { images: number; classes: number }) =>
      `${format.count(p.images)} ${p.images === 1 ? 'picture' : 'pictures'} in ${format.count(p.classes)} ${p.classes === 1 ? 'class' : 'classes'}`,
    noData: 'Choose pictures to start',
    train: 'Watch it learn',
    starting: 'Starting …',
    running: (p: { epoch: number; epochs: number }) => `Training · epoch ${p.epoch} of ${p.epochs}`,
    paused: (p: { epoch: number; epochs: number }) => `Paused · epoch ${p.epoch} of ${p.epochs}`,
    trained: (p: { accuracy: number; split: string }) => `${format.percent(p.accuracy)} on ${p.split}`,
    predict: 'Drop pictures, or draw',
    runs: (p: { count: number }) => (p.count === 0 ? 'None yet' : `${format.count(p.count)} kept`),
  },
  diskUsed: (p: { bytes: number }) => `Pictures use ${format.bytes(p.bytes)}`,
  problemCount: (p: { count: number }) =>
    p.count === 0 ? 'No problems' : p.count === 1 ? '1 problem' : `${format.count(p.count)} problems`,
  field: {
    number: (p: { min: number; max: number }) => `Enter a number from ${p.min} to ${p.max}.`,
    integer: (p: { min: number; max: number }) => `Enter a whole number from ${p.min} to ${p.max}.`,
  },
  remaining: (p: { seconds: number }) => `${duration(p.seconds)} left`,
  closeWhileTraining: {
    message: 'A training run is going on.',
    detail:
      'If you close Lenslet now, the run is stopped after it has been saved. What it has learnt so far is kept.',
    stop: 'Save, stop and close',
    stay: 'Keep training',
  },
  chooseFolder: 'Choose a folder of pictures',
  chooseFiles: 'Choose files',
  pictureFiles: 'Pictures',
  dataFiles: 'IDX files',
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    reload: 'Draw the window again',
    actualSize: 'Actual size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    fullScreen: 'Full screen',
    quit: 'Quit Lenslet',
  },
}

export function duration(exact: number): string {
  const seconds = Math.round(exact)
  if (seconds < 1) return 'under 1 s'
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

export const appProblems = {
  'app.unexpected': (p: { id: string }) =>
    `Something went wrong in Lenslet itself. Your data and runs are safe. Copy the details (error ${p.id}) and send them to whoever looks after Lenslet.`,
  'app.invalid-request': (p: { request: string; found: string }) =>
    `The request “${p.request}” was not understood: ${p.found}.`,
  'app.disk-full': (p: { path: string }) =>
    `The disk is full: ${p.path} could not be written. Nothing half-written was kept. Free some space and try again.`,
  'app.cannot-write': (p: { path: string; reason: string }) =>
    `${p.path} could not be written (${p.reason}). Check that the folder exists and that you may write to it.`,
}
