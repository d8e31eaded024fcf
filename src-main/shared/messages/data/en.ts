import { assertNever } from '../../assert-never.ts'
import type { FileContent, IdxFault, PictureFault } from '../../contract/data.ts'
import { format } from '../app/en.ts'

export const data = {
  title: 'Data',
  chooseFolder: 'Choose folder',
  chooseFiles: 'Choose files',
  pictures: (p: { count: number }) => `${format.count(p.count)} ${p.count === 1 ? 'picture' : 'pictures'}`,
}

const contents: Record<FileContent, string> = {
  empty: 'nothing at all (0 bytes)',
  text: 'text',
  'web-page': 'a web page',
  drawing: 'a vector drawing (SVG)',
  pdf: 'a PDF document',
  archive: 'an archive',
  idx: 'an IDX data set',
  video: 'a film',
  sound: 'a sound',
  program: 'a program',
  unknown: 'something unknown',
}

const pictureFaults: Record<PictureFault, string> = {
  'cut-off': 'the file ends before the picture does',
  damaged: 'it is damaged',
  'too-slow': 'it took longer than a minute',
}

const fileFaults: Readonly<Record<string, string>> = {
  EACCES: 'you are not allowed to read it',
  EPERM: 'you are not allowed to read it',
  ELOOP: 'it is a link that leads in a circle',
  EIO: 'the disk reported an error',
  'dangling-link': 'it is a link that leads nowhere',
  'name-not-unicode': 'its name is not in Unicode; rename it',
  'not-a-file': 'it is neither a file nor a folder',
}

const fileFault = (reason: string) => fileFaults[reason] ?? reason

function idxFault(fault: IdxFault): string {
  switch (fault.kind) {
    case 'header':
      return `it begins with ${fault.found}`
    case 'cut-off':
      return `it should hold ${format.count(fault.expected)} bytes and ends after ${format.count(fault.found)}`
    case 'damaged':
      return `it cannot be decompressed (${fault.details})`
    case 'count':
      return `it holds ${format.count(fault.labels)} labels for ${format.count(fault.pictures)} pictures`
    default:
      return assertNever(fault)
  }
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
  'data.unreadable-picture': (p: { reason: PictureFault; details: string }) =>
    `The picture could not be read: ${pictureFaults[p.reason]} (${p.details}).`,
  'data.not-a-picture': (p: { found: FileContent }) =>
    `This is not a picture: it holds ${contents[p.found]}.`,
  'data.unsupported-picture': (p: { format: string }) =>
    `${p.format} pictures cannot be read. Save it as PNG or JPEG.`,
  'data.first-frame': (p: { frames: number }) =>
    `The file holds ${format.count(p.frames)} pictures; the first one is used.`,
  'data.too-large': (p: { width: number; height: number; limit: number }) =>
    `The picture is too large: ${p.width} × ${p.height}; up to ${p.limit} megapixels can be read. Save it smaller.`,
  'data.file-too-large': (p: { bytes: number; limit: number }) =>
    `The file is too large: ${format.bytes(p.bytes)}; up to ${format.bytes(p.limit)} can be read. Save the picture smaller.`,
  'data.unreadable-file': (p: { reason: string }) => `It could not be opened: ${fileFault(p.reason)}.`,
  'data.vanished': (_: Record<string, never>) => 'The file vanished while it was being read.',
  'data.decoder-died': (_: Record<string, never>) =>
    'Reading this picture crashed the decoder, twice. It was set aside.',
  'data.no-class': (_: Record<string, never>) =>
    'The picture lies beside the class folders, not in one of them. Move it into the folder of its class.',
  'data.idx-invalid': (p: { path: string; fault: IdxFault }) =>
    `${p.path} is not a valid IDX file: ${idxFault(p.fault)}. Download or copy it again.`,
  'data.idx-no-labels': (p: { path: string }) =>
    `${p.path} holds pictures, but the file with their labels is missing. Put it beside the pictures, named alike with “labels-idx1”.`,
}
