import { findProblems, type NetworkProblem } from '../../src-main/shared/architecture/problems.ts'
import { type NetworkSummary, summarize } from '../../src-main/shared/architecture/summary.ts'
import { classesInUse } from '../../src-main/shared/contract/data.ts'
import { app } from '../app-state.svelte.ts'

const classesWithoutData = 10

/** What follows from the network and the pictures in use; all of it without asking the main process. */
class NetworkView {
  classes = $derived(app.dataset ? classesInUse(app.dataset).length : classesWithoutData)
  summary = $derived<NetworkSummary>(summarize(app.spec, this.classes))
  problems = $derived<readonly NetworkProblem[]>(
    findProblems(app.spec, this.classes, { hasPictures: app.dataset !== null, summary: this.summary }),
  )
  errors = $derived(this.problems.filter(({ severity }) => severity === 'error'))
  warnings = $derived(this.problems.filter(({ severity }) => severity === 'warning'))
  notes = $derived(this.problems.filter(({ severity }) => severity === 'note'))
}

export const networkView = new NetworkView()
