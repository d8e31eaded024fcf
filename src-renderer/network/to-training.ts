import { app } from '../app-state.svelte.ts'
import { training } from '../shell/training-activity.svelte.ts'

/** To the run that goes on, and without one to the settings of the next. */
export function toTraining(): void {
  app.setRun(training.live ? training.runId : null)
  app.go('train')
}
