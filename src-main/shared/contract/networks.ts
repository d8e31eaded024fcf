import type { ArchitectureSpec } from '../architecture/spec.ts'

/** A network that a person keeps under a name of its own. */
export interface SavedNetwork {
  /** Its file's name without the ending. */
  readonly id: string
  /** Its `id` is the one here. */
  readonly spec: ArchitectureSpec
  /** ISO 8601. */
  readonly saved: string
}

/** Measured on this computer, a training step of `batchSize` pictures and a scoring; in seconds for one picture. */
export interface PictureTime {
  readonly training: number
  /** Forward only, as for predicting. */
  readonly predicting: number
}

export interface NetworkRequests {
  /** In a worker of its own, which `training:cancel-measuring` ends; kept as long as the program runs. */
  'networks:measure': {
    params: { spec: ArchitectureSpec; classes: number; batchSize: number }
    result: PictureTime
  }
  /** By name. */
  'networks:list': { params: null; result: readonly SavedNetwork[] }
  /** Under the spec's name; `id`: in the place of that one, null: as another. */
  'networks:save': { params: { id: string | null; spec: ArchitectureSpec }; result: SavedNetwork }
  'networks:rename': { params: { id: string; name: string }; result: SavedNetwork }
  'networks:remove': { params: { id: string }; result: null }
  /** Asks for a file; null: cancelled. Nothing is kept before it is saved. */
  'networks:import': { params: null; result: ArchitectureSpec | null }
  /** Asks where to, and answers with the file's path; null: cancelled. */
  'networks:export': { params: { spec: ArchitectureSpec }; result: string | null }
  /** The drawing of a network; SVG as text, PNG as bytes. Asks where to, as `networks:export` does. */
  'networks:save-drawing': {
    params: { name: string; format: 'svg' | 'png'; content: string | Uint8Array }
    result: string | null
  }
}

export const networkRequestNames = [
  'networks:list',
  'networks:measure',
  'networks:save',
  'networks:rename',
  'networks:remove',
  'networks:import',
  'networks:export',
  'networks:save-drawing',
] as const satisfies readonly (keyof NetworkRequests)[]
