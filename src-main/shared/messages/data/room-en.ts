import type { Size } from '../../architecture/spec.ts'
import { duration, format } from '../app/en.ts'

const pictures = (count: number) => `${format.count(count)} ${count === 1 ? 'picture' : 'pictures'}`

export const dataRoom = {
  parts: { train: 'training', validation: 'validation', test: 'test', excluded: 'excluded' },
  picture: (p: { number: number; part: string }) => `Picture ${format.count(p.number)}, ${p.part}`,
  show: 'Show',
  all: (p: { count: number }) => `All ${format.count(p.count)}`,
  part: (p: { part: string; count: number }) => `${p.part}: ${format.count(p.count)}`,
  noneThere: 'No pictures here.',
  chosen: (p: { count: number }) => `${pictures(p.count)} selected`,
  seen: (p: { shape: string }) => `For the network: ${p.shape}`,
  seenPicture: (p: { number: number }) =>
    `Stored picture ${format.count(p.number + 1)}, as the network sees it`,
  original: 'The original',
  originalSize: (p: { height: number; width: number }) => `The original: ${p.height} × ${p.width}`,
  originalPicture: 'The file it was imported from',
  originalGone: 'The original cannot be shown; the stored picture is complete without it.',
  exclude: 'Exclude',
  excludeHow: 'They stay stored and are in no part of the data (Delete)',
  include: 'Use again',
  moveToClass: 'Move to class…',
  moveToPart: 'Move to part…',
  moveTitle: (p: { count: number }) => `Move ${pictures(p.count)}`,
  move: 'Move',
  partNote: 'Training learns from its part, validation watches it, the test is looked at in the end.',
  rename: 'Rename class…',
  renameTitle: (p: { name: string }) => `Rename “${p.name}”`,
  renameAction: 'Rename',
  merge: 'Merge class…',
  mergeTitle: (p: { name: string }) => `Put all pictures of “${p.name}” into another class`,
  mergeAction: 'Merge',
  className: 'Class',
  classNameHint: 'Choose one that is there, or type a new name.',
  undo: 'Undo',
  undoKeys: 'Undo (Ctrl+Z)',
  redo: 'Redo',
  redoKeys: 'Redo (Ctrl+Y)',
  unlabelled: 'Without a class',
  giveClass: 'Give a class',
  giveClassHow: 'Select pictures and press a number, or a button. They are used from then on.',
  newClass: 'New class',
  giveNew: 'Give it',
  allLabelled: 'Every picture has a class now.',
  doctor: {
    title: 'Data doctor',
    checked: (p: { count: number; seconds: number }) =>
      `Checked ${pictures(p.count)} in ${duration(p.seconds)}. Every cure can be undone.`,
    running: 'Examining the pictures',
    again: 'Examining them anew',
    examine: 'Examine them',
    look: 'Look',
    seeWhy: 'See why',
    done: (p: { cure: string }) => `Done: ${p.cure}`,
    ask: 'Check the labels',
    asking: 'Checking the labels …',
    askHow: (p: { run: string }) =>
      `The network of “${p.run}” can look at every picture and say where it firmly disagrees with the label.`,
    accept: (p: { name: string }) => `Move to “${p.name}”`,
    more: (p: { count: number }) => `Show more (${format.count(p.count)} left)`,
    guess: (p: { className: string; probability: number }) =>
      `${p.className}? ${format.percent(p.probability)}`,
    distance: (p: { times: number }) => `${format.decimal(p.times, 1)} × as far`,
  },
  measures: {
    title: 'Brightness and size',
    note: (p: { mean: string; deviation: string }) =>
      `Mean of all pixels ${p.mean}, deviation ${p.deviation}, on a scale from 0 to 255.`,
    brightness: 'Brightness of the pictures',
    brightnessText: (p: { mean: string }) => `From black (0) to white (255); the mean is ${p.mean}.`,
    black: 'black',
    white: 'white',
    sizes: 'Size of the originals',
    sizesText: (p: { smallest: Size; largest: Size }) =>
      `The smallest is ${p.smallest.height} × ${p.smallest.width}, the largest ${p.largest.height} × ${p.largest.width} pixels.`,
    pixels: (p: { side: number }) => `${format.count(p.side)} pixels`,
  },
  removeAnyway: 'Remove all the same',
  add: {
    title: 'Add pictures',
    note: 'They are prepared like the others. Only the new ones are read.',
    classHint: 'Left empty: their folders say it.',
    camera: 'Camera',
    paste: 'Pictures can be pasted from the clipboard in this room, too (Ctrl+V).',
    pasted: (p: { count: number }) => `Add ${pictures(p.count)} from the clipboard`,
    action: 'Add',
  },
  camera: {
    title: 'Take pictures',
    note: 'Hold a button to take many. Nothing is recorded but these pictures, and they stay on this computer.',
    view: 'What the camera sees',
    take: (p: { name: string }) => `Take pictures for “${p.name}”`,
    addClass: 'Add the class',
    taken: (p: { count: number }) => `${pictures(p.count)} taken`,
    none: 'No picture taken yet',
    twoClasses: 'Add two classes or more, and take pictures for each.',
    keep: 'Add them',
    keepNew: 'Make a data set of them',
  },
  keys: 'Click, Shift and Ctrl select; the arrow keys move; Ctrl+A selects all.',
}

export const dataRoomProblems = {
  'data.no-camera': (_: Record<string, never>) =>
    'No camera could be opened. Connect one, or close the program that uses it, and try again.',
  'data.camera-denied': (_: Record<string, never>) =>
    'The camera may not be used: the system’s settings refuse it. Allow it for Lenslet there, under privacy, and open the camera again.',
}
