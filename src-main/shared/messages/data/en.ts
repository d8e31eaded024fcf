import { type FileContent, mostHeldBack, type PictureFault, type TableFault } from '../../contract/data.ts'
import { format } from '../app/en.ts'
import { doctor, doctorProblems } from './doctor/en.ts'
import { dataRoom, dataRoomProblems } from './room-en.ts'
import { scan } from './scan-en.ts'
import { sourceProblems, tableFault } from './sources/en.ts'
import { versions } from './versions-en.ts'

export const data = {
  room: dataRoom,
  versions,
  scan,
  doctor,
  title: 'Data',
  chooseFolder: 'Choose folder',
  chooseFiles: 'Choose files',
  pictures: (p: { count: number }) => `${format.count(p.count)} ${p.count === 1 ? 'picture' : 'pictures'}`,
  summary: (p: { images: number; classes: number; height: number; width: number; color: 'grey' | 'rgb' }) =>
    `${format.count(p.images)} ${p.images === 1 ? 'picture' : 'pictures'} · ${format.count(p.classes)} ${p.classes === 1 ? 'class' : 'classes'} · stored as ${p.height} × ${p.width} ${p.color === 'grey' ? 'grey' : 'colour'}, exactly as the network will see them`,
  start: 'A network learns from examples. Give it pictures, sorted by what they show.',
  drop: 'Drop a folder of pictures here',
  dropHow:
    'Put one subfolder in it for each class, named as the class is called. One flat folder, a zip or tar archive, photos from a phone, and data as IDX, CIFAR, NumPy (.npz) or CSV can be dropped as well.',
  dropToImport: 'Drop to import',
  prepare: {
    open: 'Prepare differently…',
    titleOf: (p: { name: string }) => `Prepare “${p.name}” differently`,
    note: 'The pictures are read again from where they came from and become a new data set beside this one, which stays as it is.',
    name: 'Name of the new data set',
    byHand:
      'What was changed here by hand (classes, parts, excluded pictures) is taken over for every picture that is still where it came from; how many those were is said afterwards.',
    notTakenOver:
      'What was changed by hand in the data set before (classes, parts, excluded pictures) was not taken over into this one. That data set is as it was: remove this one and prepare it again, or make the changes here.',
    bytes: (p: { count: number; bytes: number }) =>
      `${format.count(p.count)} ${p.count === 1 ? 'picture takes' : 'pictures take'} ${format.bytes(p.bytes)}.`,
    unknown: 'It is not known which folder they were imported from; choose it.',
    action: 'Import again',
  },
  another: 'Another data set',
  anotherHow: 'Drop a folder, an archive or files anywhere in this room, or choose them.',
  samples: 'Or begin with a sample',
  sample: {
    digits: { name: 'Digits', about: '10,000 handwritten digits' },
    fashion: { name: 'Fashion', about: '70,000 garments' },
  },
  toNetwork: 'Choose a network',
  chooseAnother: 'Choose another folder',
  dataset: 'Data set',
  remove: 'Remove',
  removeTitle: (p: { name: string }) => `Remove “${p.name}”?`,
  removeText: (p: { count: number; bytes: number }) =>
    `Lenslet's copy of ${format.count(p.count)} pictures (${format.bytes(p.bytes)}) is deleted. Your own files stay. The runs trained with it stay too and can still predict, but they can be evaluated only after the same pictures have been imported again.`,
  removeInUse:
    'A run is learning from these pictures now. Stop it first, or wait until it has finished; then they can be removed.',
  importing: {
    scanning: 'Looking through the files',
    decoding: 'Reading the pictures',
    storing: 'Storing',
    seen: (p: { count: number }) => `${format.count(p.count)} files seen`,
    counts: (p: { done: number; total: number }) => `${format.count(p.done)} of ${format.count(p.total)}`,
    cancelling: 'Cancelling …',
  },
  options: {
    title: 'Options',
    titleNext: 'Options for the next import',
    brief: (p: { height: number; width: number; color: 'grey' | 'rgb' }) =>
      `${p.height} × ${p.width} ${p.color === 'grey' ? 'grey' : 'colour'}`,
    stored: (p: { height: number; width: number; color: 'grey' | 'rgb' }) =>
      `Pictures are stored as ${p.height} × ${p.width} ${p.color === 'grey' ? 'grey' : 'colour'}.`,
    asMade: (p: { network: string }) => `${p.network} was made for this.`,
    adapted: (p: { network: string }) => `${p.network} is adapted to it.`,
    size: 'Side length, in pixels',
    name: 'Name',
    nameHint: 'Left empty: the folder’s name',
    fit: 'Pictures of another shape',
    fits: { pad: 'Add a border', crop: 'Cut the edges', stretch: 'Stretch' },
    color: 'Colour',
    colors: { grey: 'Grey', rgb: 'Colour' },
    validation: 'For validation, in %',
    test: 'For the test, in %',
    ownSplit: 'Data that comes with a test set, as the samples do, keeps it.',
    background: 'Behind transparent pictures',
    seed: 'Seed',
    seedHint: 'The same seed gives the same split.',
  },
  classes: 'Classes',
  samplesHow: 'They come with Lenslet; a click loads them.',
  showClass: (p: { name: string; count: number }) => `${p.name}: all ${format.count(p.count)} pictures`,
  parts: { train: 'training', validation: 'validation', test: 'test', excluded: 'excluded' },
  split: 'Split',
  splitNote: (p: { seed: number; test: number }) =>
    `Even over the classes, seed ${p.seed}.${p.test === 0 ? '' : ' Training never sees the test pictures.'}`,
  splitSample: (p: { seed: number }) =>
    `The sample's own split, whatever the options say, so that results can be compared; seed ${p.seed}. Training never sees the test pictures.`,
  noPart: { train: 'no training pictures', validation: 'no validation pictures', test: 'no test pictures' },
  few: {
    title: 'Very few pictures',
    class: (p: { name: string; images: number }) =>
      `The class “${p.name}” has only ${p.images === 1 ? '1 picture' : `${p.images} pictures`}.`,
    classes: (p: { count: number; limit: number }) =>
      `${format.count(p.count)} classes have fewer than ${p.limit} pictures.`,
    validation: (p: { images: number }) =>
      p.images === 0
        ? 'There are no pictures for validation.'
        : `There ${p.images === 1 ? 'is only 1 picture' : `are only ${p.images} pictures`} for validation.`,
    advice: 'Accuracy on so few pictures says little; collect more.',
  },
  splitText: (p: { train: number; validation: number; test: number }) =>
    `${format.count(p.train)} for training, ${format.count(p.validation)} for validation, ${format.count(p.test)} for the test`,
  seen: 'What the network sees',
  seenFit: {
    pad: 'Scaled to fit, the rest filled with a border; pictures of nearly the right size (28 of 32) only get the border.',
    crop: 'Scaled until it fills the square; what juts out is cut.',
    stretch: 'Stretched to the size, whatever its shape was.',
  },
  seenNumbers: (p: { count: number; low: string; high: string }) =>
    `${format.count(p.count)} numbers a picture: black is ${p.low}, white is ${p.high}.`,
  seenAdapted: (p: { network: string; own: string }) =>
    `${p.network} was made for ${p.own}; it is adapted to these pictures.`,
  seenExample: (p: { name: string }) => `A picture of the class “${p.name}”`,
  problems: (p: { count: number }) =>
    p.count === 1 ? '1 file could not be used' : `${format.count(p.count)} files could not be used`,
  noProblems: 'Every picture could be used',
  filesNote: (p: { images: number; skipped: number }) =>
    `${format.count(p.images)} ${p.images === 1 ? 'picture' : 'pictures'} went in${p.skipped === 0 ? '' : p.skipped === 1 ? '; 1 file that holds no picture was skipped' : `; ${format.count(p.skipped)} files that hold no pictures were skipped`}.`,
  remarks: (p: { count: number }) =>
    p.count === 1
      ? '1 file was used with a remark'
      : `${format.count(p.count)} files were used with a remark`,
  page: {
    grid: (p: { name: string }) => `Pictures of ${p.name}`,
  },
}

const contents: Record<FileContent, string> = {
  empty: 'nothing at all (0 bytes)',
  text: 'text',
  'web-page': 'a web page',
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
  EOF: 'the file ends too early',
  'dangling-link': 'it is a link that leads nowhere',
  'name-not-unicode': 'its name is not in Unicode; rename it',
  'not-a-file': 'it is neither a file nor a folder',
}

const fileFault = (reason: string) => fileFaults[reason] ?? reason

/** The first few names of a list. */
const someOf = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ')

export const dataProblems = {
  ...sourceProblems,
  ...doctorProblems,
  ...dataRoomProblems,
  'data.no-pictures': (p: { path: string; files: number }) =>
    `No pictures were found in ${p.path} (${p.files} files seen). Choose a folder whose subfolders each hold the pictures of one class.`,
  'data.one-class': (p: { path: string; found: string }) =>
    `Only one class was found in ${p.path}: “${p.found}”. A network learns to tell classes apart: put the pictures of each class into a subfolder of their own, and choose the folder above them.`,
  'data.too-many-classes': (p: { found: number; limit: number }) =>
    `There are ${format.count(p.found)} classes; up to ${format.count(p.limit)} can be told apart. Choose a folder with fewer subfolders.`,
  'data.split-too-large': (p: { validation: number; test: number }) =>
    `${format.percent(p.validation)} for validation and ${format.percent(p.test)} for the test leave too little to train on. Hold back ${format.percent(mostHeldBack, 0)} at most, both together.`,
  'data.in-use': (_: Record<string, never>) =>
    'A run is learning from these pictures. Stop it first, or wait until it has finished.',
  'data.needed-by-runs': (p: { runs: readonly string[] }) =>
    `${p.runs.length === 1 ? 'A run was' : `${format.count(p.runs.length)} runs were`} trained with these pictures: ${someOf(p.runs)}. Without them ${p.runs.length === 1 ? 'it' : 'they'} can still predict, but not go on, nor be evaluated. Remove the data set all the same, or remove the runs first.`,
  'data.nothing-to-undo': (_: Record<string, never>) => 'There is nothing to undo in this data set.',
  'data.nothing-to-redo': (_: Record<string, never>) => 'There is nothing to redo in this data set.',
  'data.no-such-picture': (p: { index: number }) =>
    `The data set has no picture number ${format.count(p.index + 1)}. Choose one that is there.`,
  'data.no-such-class': (p: { className: string }) =>
    `The data set has no class “${p.className}”. Choose one that is there.`,
  'data.class-exists': (p: { className: string }) =>
    `There is a class “${p.className}” already. Choose another name, or merge the two classes.`,
  'data.not-found': (p: { id: string }) =>
    `There is no data set “${p.id}”. Choose one that is there, or import it again.`,
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
  'data.unreadable-folder': (p: { path: string; reason: string }) =>
    `The folder ${p.path} could not be opened: ${fileFault(p.reason)}. Check its permissions, or choose another.`,
  'data.pictures-incomplete': (p: { path: string; found: number; expected: number }) =>
    `${p.path} should hold ${format.count(p.expected)} bytes of pictures and has ${format.count(p.found)}. Delete the data set and import it again.`,
  'data.pictures-unreadable': (p: { path: string; reason: string }) =>
    `The pictures in ${p.path} could not be read: ${fileFault(p.reason)}. Check that the disk is connected; if it is, import the data set again.`,
  'data.unreadable-file': (p: { reason: string }) => `It could not be opened: ${fileFault(p.reason)}.`,
  'data.vanished': (_: Record<string, never>) => 'The file vanished while it was being read.',
  'data.decoder-died': (_: Record<string, never>) =>
    'Reading this picture crashed the decoder, twice. It was set aside.',
  'data.no-class': (_: Record<string, never>) =>
    'The picture lies beside the class folders, not in one of them. Move it into the folder of its class.',
  'data.idx-invalid': (p: { path: string; fault: TableFault }) =>
    `${p.path} is not a valid IDX file: ${tableFault(p.fault)}. Download or copy it again.`,
  'data.idx-no-labels': (p: { path: string }) =>
    `${p.path} holds pictures, but the file with their labels is missing. Put it beside the pictures, named alike with “labels-idx1”.`,
}
