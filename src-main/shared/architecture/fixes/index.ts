import type { Problem } from '../../result.ts'
import type { ArchitectureSpec } from '../spec.ts'
import type { NetworkSummary } from '../summary.ts'
import type { Fix } from './fix.ts'
import { outputFixes } from './output.ts'
import { connectionFixes, towerFixes } from './towers.ts'
import { warningFixes } from './warnings.ts'
import { windowFixes } from './window.ts'

export interface Place {
  readonly spec: ArchitectureSpec
  readonly classes: number
  readonly summary: NetworkSummary
  readonly hasPictures: boolean
  readonly problem: Problem
  readonly layerId: string
}

/** What could solve a problem: lists of choices, of each of which the first that solves it is worth offering. */
export function fixesOf(place: Place): readonly (readonly Fix[])[] {
  switch (place.problem.code) {
    case 'network.window-does-not-fit':
      return windowFixes(place)
    case 'network.groups-do-not-fit':
      return towerFixes(place)
    case 'network.connections-invalid':
      return connectionFixes(place)
    case 'network.no-output':
    case 'network.output-units':
    case 'network.behind-output':
      return outputFixes(place)
    default:
      return warningFixes(place)
  }
}
