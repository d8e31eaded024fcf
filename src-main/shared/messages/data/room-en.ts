import { format } from '../app/en.ts'

const pictures = (count: number) => `${format.count(count)} ${count === 1 ? 'picture' : 'pictures'}`

export const dataRoom = {
  parts: { train: 'training', validation: 'validation', test: 'test', excluded: 'excluded' },
  picture: (p: { number: number; part: string }) => `Picture ${format.count(p.number)}, ${p.part}`,
  show: 'Show',
  all: (p: { count: number }) => `All ${format.count(p.count)}`,
  part: (p: { part: string; count: number }) => `${p.part}: ${format.count(p.count)}`,
  noneThere: 'No pictures here.',
  chosen: (p: { count: number }) => `${pictures(p.count)} selected`,
  seen: (p: { shape: string }) => `What the network sees: ${p.shape}`,
  seenPicture: (p: { number: number }) =>
    `Stored picture ${format.count(p.number + 1)}, as the network sees it`,
  original: 'The original',
  originalSize: (p: { height: number; width: number }) => `The original: ${p.height} × ${p.width}`,
  originalPicture: 'The file it was imported from',
  originalGone: 'The original cannot be shown; the stored picture is complete without it.',
  keys: 'Click, Shift and Ctrl select; the arrow keys move; Ctrl+A selects all.',
}

export const dataRoomProblems = {
  'data.camera-denied': (_: Record<string, never>) =>
    'The camera may not be used: the system’s settings refuse it. Allow it for Lenslet there, under privacy, and open the camera again.',
}
