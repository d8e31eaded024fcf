import type { DatasetSummary } from '../../shared/contract/data.ts'
import type { DatasetContent } from '../change/content.ts'
import type { Diagnosis } from './diagnose.ts'
import type { Measurements } from './measurements.ts'

/** Measurements of the pixels with this SHA-256. */
export interface KnownMeasurements {
  readonly pixels: string | null
  readonly measurements: Measurements
}

/** What the doctor's thread is asked. */
export interface ExaminationRequest {
  readonly folder: string
  readonly summary: DatasetSummary
  readonly content: DatasetContent
  /** Of some data set, perhaps this one. */
  readonly known: KnownMeasurements | undefined
}

export type ExaminationMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly diagnosis: Diagnosis; readonly known: KnownMeasurements }
  | { readonly kind: 'failed'; readonly path: string; readonly reason: string }
