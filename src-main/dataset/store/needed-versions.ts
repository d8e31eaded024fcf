import type { DependentRun } from '../../shared/contract/data-changes.ts'
import type { Description } from './description.ts'

/** A run, and the version of a data set that it learnt from. */
export interface RunNeed extends DependentRun {
  readonly dataset: { readonly id: string; readonly fingerprint: string }
}

/**
 * The runs that need each version, by its id: those that name it, and those that name one which is no longer there but had the same
 * content.
 */
export function neededVersions(
  stored: readonly Description[],
  needs: readonly RunNeed[],
): ReadonlyMap<string, readonly DependentRun[]> {
  const ids = new Set(stored.map(({ id }) => id))
  return new Map(
    stored.map(({ id, fingerprint }) => [
      id,
      needs
        .filter(({ dataset }) =>
          ids.has(dataset.id) ? dataset.id === id : dataset.fingerprint === fingerprint,
        )
        .map(({ id, name }) => ({ id, name })),
    ]),
  )
}
