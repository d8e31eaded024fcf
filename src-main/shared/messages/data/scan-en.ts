import type { LabelledBy } from '../../contract/data-preview.ts'
import { format } from '../app/en.ts'

const some = (count: number, one: string, many: string) =>
  `${format.count(count)} ${count === 1 ? one : many}`

const labelledBy: Record<LabelledBy, string> = {
  folders: 'The classes are the folders’ names.',
  prefix: 'The classes are what the files’ names begin with.',
  csv: 'The classes come from the table (CSV) beside the pictures.',
  file: 'The classes come from the data file itself.',
  hand: 'They get their classes by hand, once they are imported.',
}

export const scan = {
  first: 'Show a preview first',
  firstHow: 'What is dropped or chosen is shown as it would become, before it is imported.',
  drop: 'Drop for a preview',
  title: 'Preview',
  titleOf: (p: { name: string }) => `Preview of “${p.name}”`,
  note: 'A few of your pictures, and beside each what the network would see. Nothing is kept yet.',
  import: 'Import',
  found: (p: { pictures: number; classes: number }) =>
    p.classes === 0
      ? some(p.pictures, 'picture', 'pictures')
      : `${some(p.pictures, 'picture', 'pictures')} in ${some(p.classes, 'class', 'classes')}`,
  labelledBy,
  given: (p: { validation: number; test: number }) =>
    `The data brings its own split: ${[
      p.validation > 0 ? `${format.count(p.validation)} for validation` : '',
      p.test > 0 ? `${format.count(p.test)} for the test` : '',
    ]
      .filter(text => text !== '')
      .join(', ')}.`,
  unusable: (p: { count: number }) =>
    `${some(p.count, 'file', 'files')} cannot be used; the list after the import says why.`,
  unsure: (p: { count: number }) =>
    p.count === 1
      ? '1 file is not named as a picture; what it holds shows when it is read.'
      : `${format.count(p.count)} files are not named as pictures; what they hold shows when they are read.`,
  skipped: (p: { count: number }) =>
    `${some(p.count, 'file holds', 'files hold')} no picture and will be skipped.`,
  later: 'Damaged files show when they are read; none is dropped without a word.',
  more: (p: { count: number }) => `and ${some(p.count, 'class more', 'classes more')}`,
  noneReadable: 'None of the first files could be read as a picture.',
}
