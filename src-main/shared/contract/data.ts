import type { Shape } from '../architecture/spec.ts'
import type { Problem } from '../result.ts'
import type { Lineage } from './data-changes.ts'

export type Fit = 'pad' | 'crop' | 'stretch'
export type ColorMode = 'grey' | 'rgb'
export type SplitName = 'train' | 'validation' | 'test'
/** Where a stored picture is: in a part of the data, or in none. */
export type PicturePart = SplitName | 'excluded'
export type SampleId = 'digits' | 'fashion'

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** How any picture becomes the network's input; a run keeps it, so that prediction prepares pictures the same way. */
export interface Preprocessing {
  readonly shape: Shape
  readonly color: ColorMode
  readonly fit: Fit
  /** What transparent pictures lie on; white when absent. */
  readonly background?: Rgb
}

/**
 * Where a picture's class comes from. `auto`: the folder; in a folder without class folders a CSV that lies in it, else the
 * beginning of the file's name. `hand`: from nowhere yet; see `unlabelledClass`.
 */
export type Labelling = 'auto' | 'folders' | 'prefix' | 'csv' | 'hand'

/** A table of files and their classes. A column is its name in the first line or its number from 1; found when absent. */
export interface LabelTable {
  readonly path: string
  readonly file?: string
  readonly label?: string
}

/** Class of pictures that await a label; they are in no part of the split until they get another. */
export const unlabelledClass = 'unlabelled'

export interface ImportOptions extends Preprocessing {
  /** Fractions of all pictures held back; data that comes with a test set keeps it. */
  readonly validation: number
  readonly test: number
  readonly seed: number
  /** Shown; from the folder's name when absent. */
  readonly name?: string
  /** `auto` when absent. */
  readonly labels?: Labelling
  readonly csv?: LabelTable
  /** Pictures of one group stay on one side of the split; `name-prefix`: those whose names begin alike. `none` when absent. */
  readonly group?: 'none' | 'name-prefix'
}

/** As many of the pictures as validation and test may hold back together. */
export const mostHeldBack = 0.9

/** Whether enough is left to train on; a rounding error in the sum of percentages is forgiven. */
export const leavesTraining = ({ validation, test }: Pick<ImportOptions, 'validation' | 'test'>) =>
  validation >= 0 && test >= 0 && validation + test <= mostHeldBack + 1e-9

export type ImportSource =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'sample'; readonly sample: SampleId }

/** What a data set was imported from, so that its pictures can be prepared anew. */
export interface DatasetOrigin
  extends Pick<ImportOptions, 'validation' | 'test' | 'labels' | 'csv' | 'group'> {
  readonly source: ImportSource
  /** What was added to it later, in this order; `className`: all of it became of this class. */
  readonly added: readonly { readonly source: ImportSource; readonly className?: string }[]
}

/** More chosen files than this are not listed in an origin. */
export const mostOriginPaths = 1000

export interface ClassSummary {
  readonly name: string
  /** Pictures in use. A class that has none stands behind those that have some, and no network learns it. */
  readonly images: number
  /** Indices into the data set of up to ten pictures to show for the class. */
  readonly examples: readonly number[]
}

/** What a file that is no picture holds, as far as its first bytes tell. */
export type FileContent =
  | 'empty'
  | 'text'
  | 'web-page'
  | 'pdf'
  | 'archive'
  | 'idx'
  | 'video'
  | 'sound'
  | 'program'
  | 'unknown'

/** Why a picture could not be decoded. */
export type PictureFault = 'cut-off' | 'damaged' | 'too-slow'

/** What a picture lost or gained on its way to 8 bits a channel, grey or sRGB, upright. */
export type Conversion = 'turned' | 'cmyk' | '16-bit' | 'transparent' | 'first-frame'

/** What is wrong with an IDX file; `header`: its first bytes, hexadecimal. */
export type IdxFault =
  | { readonly kind: 'header'; readonly found: string }
  | { readonly kind: 'cut-off'; readonly expected: number; readonly found: number }
  | { readonly kind: 'damaged'; readonly details: string }
  | { readonly kind: 'count'; readonly pictures: number; readonly labels: number }

/** What is wrong with a file that should hold many pictures and their labels. */
export type TableFault =
  | IdxFault
  | { readonly kind: 'no-labels' }
  /** `found`: the arrays that there are. */
  | { readonly kind: 'no-pictures'; readonly found: string }
  | { readonly kind: 'fortran' }
  | { readonly kind: 'type'; readonly found: string }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'label'; readonly found: string; readonly limit: number | null }
  | { readonly kind: 'line'; readonly line: number; readonly found: string }

/** A file that was seen; `used`: it went in all the same (converted, say). */
export interface FileProblem {
  readonly path: string
  readonly problem: Problem
  readonly used: boolean
}

export interface DatasetSummary {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly created: string
  readonly preprocessing: Preprocessing
  /** Pictures stored: those in use and the excluded ones. */
  readonly images: number
  /** Pictures that are stored and in no part of the data. */
  readonly excluded: number
  readonly classes: readonly ClassSummary[]
  readonly split: Readonly<Record<SplitName, number>>
  readonly seed: number
  /** SHA-256 over pixels, labels, split and class names, hexadecimal; src-main/dataset/README.md says how. */
  readonly fingerprint: string
  readonly lineage: Lineage
  /** Whether `data:undo` and `data:redo` lead anywhere; false for a version that is not the current one. */
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Every file seen = images' files + unusable ones + skipped. */
  readonly files: number
  readonly skipped: number
  readonly problemCount: number
  readonly bytes: number
  readonly sample: SampleId | null
  /** Absent in what was stored before origins were kept, and where too many files were chosen one by one. */
  readonly origin?: DatasetOrigin
}

/** The classes that a network can learn from the data set; labels of the pictures in use are indices into them. */
export const classesInUse = ({ classes }: Pick<DatasetSummary, 'classes'>): readonly ClassSummary[] =>
  classes.filter(({ images }) => images > 0)

export interface ImportProgress {
  readonly phase: 'scanning' | 'decoding' | 'storing'
  readonly done: number
  /** 0 while scanning. */
  readonly total: number
  /** Null until it can be told. */
  readonly secondsLeft: number | null
}

/** Before anything is known of an import. */
export const importBegins: ImportProgress = { phase: 'scanning', done: 0, total: 0, secondsLeft: null }

/** A page of one class's pictures; each is shown by `app://data/dataset/<id>/<index>.png`. */
export interface PicturePage {
  readonly total: number
  readonly pictures: readonly {
    readonly index: number
    readonly source: string
    readonly split: PicturePart
  }[]
}

export interface DataRequests {
  /** The current version of each data set, the newest first. */
  'data:list': { params: null; result: readonly DatasetSummary[] }
  /** One import at a time; progress comes as events, `data:cancel-import` ends it with the problem `data.cancelled`. */
  'data:import': { params: { source: ImportSource; options: ImportOptions }; result: DatasetSummary }
  /** How far the import is that is going on, of a data set or of an addition; null: none is. For a window that was loaded anew. */
  'data:import-progress': { params: null; result: ImportProgress | null }
  /** What the import that is going on gives, once it has ended; null: none was. */
  'data:import-result': { params: null; result: DatasetSummary | null }
  'data:cancel-import': { params: null; result: null }
  'data:pictures': {
    params: { datasetId: string; classIndex: number; offset: number; limit: number }
    result: PicturePage
  }
  'data:problems': { params: { datasetId: string }; result: readonly FileProblem[] }
  /** The current version's id removes the data set with all its versions. Asks with `data.needed-by-runs` unless `evenIfNeeded`. */
  'data:remove': { params: { datasetId: string; evenIfNeeded?: boolean }; result: null }
}

export interface DataEvents {
  'data:progress': ImportProgress
}

export const dataRequestNames = [
  'data:list',
  'data:import',
  'data:import-progress',
  'data:import-result',
  'data:cancel-import',
  'data:pictures',
  'data:problems',
  'data:remove',
] as const satisfies readonly (keyof DataRequests)[]

export const dataEventNames = ['data:progress'] as const satisfies readonly (keyof DataEvents)[]

/** Address of a stored picture, exactly as the network sees it. */
export const pictureUrl = (datasetId: string, index: number) => `app://data/dataset/${datasetId}/${index}.png`
