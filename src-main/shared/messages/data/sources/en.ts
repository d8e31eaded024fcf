import { assertNever } from '../../../assert-never.ts'
import type { Conversion, TableFault } from '../../../contract/data.ts'
import { format } from '../../app/en.ts'

/** What is wrong with a data file, as the middle of a sentence that began with it. */
export function tableFault(fault: TableFault): string {
  switch (fault.kind) {
    case 'header':
      return `it begins with ${fault.found}`
    case 'cut-off':
      return `it should hold ${format.count(fault.expected)} bytes and ends after ${format.count(fault.found)}`
    case 'damaged':
      return `it cannot be read (${fault.details})`
    case 'count':
      return `it holds ${format.count(fault.labels)} labels for ${format.count(fault.pictures)} pictures`
    case 'no-labels':
      return 'it holds pictures without labels'
    case 'no-pictures':
      return `it holds no array of pictures with one of as many labels (found: ${fault.found || 'nothing'})`
    case 'fortran':
      return 'its arrays are stored column by column (Fortran order); save them with numpy.ascontiguousarray'
    case 'type':
      return `its values are of the type ${fault.found}`
    case 'range':
      return `its values go from ${fault.low} to ${fault.high}; 0 to 1, -1 to 1, 0 to 255 and 0 to 65,535 are understood`
    case 'label':
      return fault.limit === null
        ? `the label ${fault.found} is not a whole number`
        : `the label ${fault.found} is above ${fault.limit}`
    case 'line':
      return `line ${format.count(fault.line)} has no label (“${fault.found}”)`
    default:
      return assertNever(fault)
  }
}

const conversions: Record<Conversion, string> = {
  turned: 'it was turned upright, as the camera notes',
  cmyk: 'its printing colours (CMYK) became red, green and blue',
  '16-bit': 'its 16 bits a channel became 8',
  transparent: 'its transparent parts were laid on the background',
  'first-frame': 'it holds several pictures, of which the first was used',
}

/** What can be wrong with archives, tables and data files that hold pictures. */
export const sourceProblems = {
  'data.converted': (p: { changes: readonly Conversion[] }) =>
    `The picture was used: ${p.changes.map(change => conversions[change]).join('; ')}.`,
  'data.archive-invalid': (p: { path: string; details: string }) =>
    `The archive ${p.path} is damaged or not complete (${p.details}). Copy or download it again.`,
  'data.archive-encrypted': (p: { path: string }) =>
    `The archive ${p.path} is protected with a password. Unpack it yourself, and choose the folder.`,
  'data.archive-bomb': (p: { path: string; unpacked: number; packed: number }) =>
    `The archive ${p.path} was refused: its ${format.bytes(p.packed)} unpack to ${format.bytes(p.unpacked)} or more, which only archives made to do harm do. If you trust it, unpack it yourself, and choose the folder.`,
  'data.archive-kind': (p: { path: string; kind: string }) =>
    `${p.path} is an archive of the kind ${p.kind}; zip, tar and tar.gz can be read. Unpack it yourself, and choose the folder.`,
  'data.nested-archive': (_: Record<string, never>) =>
    'This is an archive inside the data. Unpack it, or drop it by itself.',
  'data.archived-file-damaged': (p: { details: string }) =>
    `The archive is damaged at this file (${p.details}). Copy or download the archive again.`,
  'data.archived-name': (_: Record<string, never>) =>
    'Its name leads out of the archive, or is none that a file can have. It was not opened.',
  'data.archived-twice': (_: Record<string, never>) =>
    'The archive holds another file of this name, which was used.',
  'data.archived-encrypted': (_: Record<string, never>) =>
    'The file is protected with a password. Unpack the archive yourself, and choose the folder.',
  'data.archived-method': (p: { method: number }) =>
    `The file is packed by a method that cannot be read (number ${p.method}). Pack the archive again as an ordinary zip.`,
  'data.archived-bomb': (p: { bytes: number; packed: number }) =>
    `The file was refused: its ${format.bytes(p.packed)} would unpack to ${format.bytes(p.bytes)}, which no picture does.`,
  'data.table-invalid': (p: { path: string; format: string; fault: TableFault }) =>
    `${p.path} cannot be used as ${p.format} data: ${tableFault(p.fault)}. Correct or download the file again.`,
  'data.table-line': (p: { line: number; cells: number; expected: number; found: string }) =>
    p.cells === p.expected
      ? `Line ${format.count(p.line)} holds “${p.found}”, which is no number from 0 to 255.`
      : `Line ${format.count(p.line)} has ${format.count(p.cells)} values instead of ${format.count(p.expected)}.`,
  'data.no-label': (p: { table: string }) =>
    `${p.table} does not name this picture's class. Add a line for it, or leave the picture out.`,
  'data.csv-missing': (p: { count: number; first: string }) =>
    p.count === 1
      ? `One line names a file that is not there: ${p.first}.`
      : `${format.count(p.count)} lines name files that are not there; the first is ${p.first}.`,
  'data.csv-no-column': (p: { path: string; column: string; found: string }) =>
    `${p.path} has no column “${p.column}”. Its first line is: ${p.found}. Give a column's name, or its number from 1.`,
  'data.csv-no-match': (p: { path: string }) =>
    `No line of ${p.path} names a picture that is there. Check that one of its columns holds the files' names.`,
  'data.csv-none': (p: { path: string }) =>
    `There is no table in ${p.path} that names its pictures. Put a CSV with the files' names and their classes beside them.`,
}
