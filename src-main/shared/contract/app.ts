import type { ArchitectureSpec } from '../architecture/spec.ts'
import type { Language } from '../messages/language.ts'
import type { TrainingSettings } from '../training-settings.ts'
import type { EngineStatus } from './engine.ts'

export type Theme = 'system' | 'light' | 'dark'
export type Room = 'data' | 'network' | 'train' | 'predict' | 'runs'

/** Where a person was, kept from one start to the next. */
export interface Place {
  readonly room: Room
  readonly datasetId: string | null
  readonly runId: string | null
  readonly spec: ArchitectureSpec | null
  readonly training: TrainingSettings | null
}

export interface Preferences {
  readonly language: Language
  readonly theme: Theme
  readonly place: Place
}

export interface AppRequests {
  /** What the window needs before it can draw anything. */
  'app:bootstrap': {
    params: null
    result: { preferences: Preferences; engine: EngineStatus; version: string }
  }
  'app:save-preferences': { params: Partial<Preferences>; result: null }
  /** The system's dialogs; null: cancelled. */
  'app:choose-folder': { params: null; result: readonly string[] | null }
  'app:choose-files': { params: { purpose: 'import' | 'predict' }; result: readonly string[] | null }
  /** A bug in the window, for the log. */
  'app:report-error': { params: { message: string; stack: string }; result: { id: string } }
  /** The details behind an error's id, to copy. */
  'app:error-details': { params: { id: string }; result: string }
  'app:copy-text': { params: { text: string }; result: null }
  /** Starts a new worker after the engine was lost. */
  'app:restart-engine': { params: null; result: null }
}

export interface AppEvents {
  'app:engine': EngineStatus
}

export const appRequestNames = [
  'app:bootstrap',
  'app:save-preferences',
  'app:choose-folder',
  'app:choose-files',
  'app:report-error',
  'app:error-details',
  'app:copy-text',
  'app:restart-engine',
] as const satisfies readonly (keyof AppRequests)[]

export const appEventNames = ['app:engine'] as const satisfies readonly (keyof AppEvents)[]
