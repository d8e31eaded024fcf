import type { Result } from '../result.ts'
import { type AppEvents, type AppRequests, appEventNames, appRequestNames } from './app.ts'
import { type DataEvents, type DataRequests, dataEventNames, dataRequestNames } from './data.ts'
import { type CaptureRequests, captureRequestNames } from './data-capture.ts'
import { type DataChangeRequests, dataChangeRequestNames } from './data-changes.ts'
import {
  type DoctorEvents,
  type DoctorRequests,
  doctorEventNames,
  doctorRequestNames,
} from './data-doctor.ts'
import { type PictureRequests, pictureRequestNames } from './data-pictures.ts'
import {
  type PreviewEvents,
  type PreviewRequests,
  previewEventNames,
  previewRequestNames,
} from './data-preview.ts'
import { type FeatureMapRequests, featureMapRequestNames } from './feature-maps.ts'
import { type NetworkRequests, networkRequestNames } from './networks.ts'
import {
  type PredictionEvents,
  type PredictionRequests,
  predictionEventNames,
  predictionRequestNames,
} from './prediction.ts'
import { type RunRequests, runRequestNames } from './runs.ts'
import {
  type TrainingEvents,
  type TrainingRequests,
  trainingEventNames,
  trainingRequestNames,
} from './training.ts'

/** Window to main process; each answers with a `Result`. */
export type Requests = AppRequests &
  DataRequests &
  DataChangeRequests &
  DoctorRequests &
  NetworkRequests &
  FeatureMapRequests &
  PictureRequests &
  PreviewRequests &
  CaptureRequests &
  TrainingRequests &
  PredictionRequests &
  RunRequests
/** Main process to window. */
export type Events = AppEvents & DataEvents & DoctorEvents & PreviewEvents & TrainingEvents & PredictionEvents

export type RequestName = keyof Requests
export type EventName = keyof Events

export const requestNames = [
  ...appRequestNames,
  ...dataRequestNames,
  ...dataChangeRequestNames,
  ...doctorRequestNames,
  ...networkRequestNames,
  ...featureMapRequestNames,
  ...pictureRequestNames,
  ...previewRequestNames,
  ...captureRequestNames,
  ...trainingRequestNames,
  ...predictionRequestNames,
  ...runRequestNames,
] as const satisfies readonly RequestName[]

export const eventNames = [
  ...appEventNames,
  ...dataEventNames,
  ...doctorEventNames,
  ...previewEventNames,
  ...trainingEventNames,
  ...predictionEventNames,
] as const satisfies readonly EventName[]

/** What the preload puts on `window.app`: a function a request, a subscription an event, and the path of a dropped file. */
export type WindowApp = {
  readonly [Name in RequestName]: (
    params: Requests[Name]['params'],
  ) => Promise<Result<Requests[Name]['result']>>
} & {
  readonly on: { readonly [Name in EventName]: (listener: (event: Events[Name]) => void) => () => void }
  readonly pathForFile: (file: unknown) => string
}
