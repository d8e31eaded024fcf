import { format } from '../app/en.ts'

export const data = {
  title: 'Data',
  chooseFolder: 'Choose folder',
  chooseFiles: 'Choose files',
  pictures: (p: { count: number }) => `${format.count(p.count)} ${p.count === 1 ? 'picture' : 'pictures'}`,
}

export const dataProblems = {
  'data.no-pictures': (p: { path: string; files: number }) =>
    `No pictures were found in ${p.path} (${p.files} files seen). Choose a folder whose subfolders each hold the pictures of one class.`,
  'data.one-class': (p: { path: string; found: string }) =>
    `Only one class was found in ${p.path}: “${p.found}”. A network learns to tell classes apart: put the pictures of each class into a subfolder of their own, and choose the folder above them.`,
  'data.not-found': (p: { id: string }) =>
    `The data set “${p.id}” is not here any more. Choose another, or import it again.`,
  'data.path-not-found': (p: { path: string }) =>
    `${p.path} was not found. Check the name, or choose it again.`,
  'data.cancelled': (_: Record<string, never>) => 'The import was cancelled. Nothing was kept.',
  'data.busy': (_: Record<string, never>) =>
    'Another import is going on. Wait until it has finished, or cancel it.',
  'data.unreadable-picture': (p: { reason: string }) => `The picture could not be read: ${p.reason}.`,
  'data.not-a-picture': (p: { found: string }) => `This is not a picture: it holds ${p.found}.`,
  'data.too-large': (p: { width: number; height: number; limit: number }) =>
    `The picture is too large: ${p.width} × ${p.height}; up to ${p.limit} megapixels can be read. Save it smaller.`,
  'data.unreadable-file': (p: { reason: string }) => `The file could not be opened: ${p.reason}.`,
  'data.vanished': (_: Record<string, never>) => 'The file vanished while it was being read.',
  'data.decoder-died': (_: Record<string, never>) =>
    'Reading this picture crashed the decoder, twice. It was set aside.',
  'data.idx-invalid': (p: { path: string; found: string }) =>
    `${p.path} is not a valid IDX file: ${p.found}.`,
  'data.idx-no-labels': (p: { path: string }) =>
    `${p.path} holds pictures, but the file with their labels is missing. Put it beside the pictures, named alike with “labels-idx1”.`,
}
