import { app } from '../app-state.svelte.ts'
import { imports } from '../data/import-state.svelte.ts'

/**
 * Brings the data set's pictures into the size and colours that the chosen network was made to read: a sample at once; where the
 * pictures of other data sets lie is not kept, so that a person chooses them again.
 */
export async function importAgain(): Promise<void> {
  imports.followNetwork()
  const sample = app.dataset?.sample
  app.go('data')
  if (sample) await imports.import({ kind: 'sample', sample })
  else imports.asked = true
}
