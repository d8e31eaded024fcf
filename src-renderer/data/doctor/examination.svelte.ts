import type { DatasetSummary } from '../../../src-main/shared/contract/data.ts'
import type { DoctorReport, Finding } from '../../../src-main/shared/contract/data-doctor.ts'
import type { Problem } from '../../../src-main/shared/result.ts'
import { api } from '../../api.ts'
import { app } from '../../app-state.svelte.ts'

/** What the doctor says of the data set in use. Goes on while other rooms are visited. */
class Examination {
  /** The last one of the lineage: after a cure the one before stands until the next is there. */
  report = $state.raw<DoctorReport | null>(null)
  /** The version that is being examined. */
  running = $state<string | null>(null)
  progress = $state.raw({ done: 0, total: 0 })
  /** Why the last examination ended without a report. */
  problem = $state.raw<Problem | null>(null)
  /** A network is looking at the labels. */
  asking = $state(false)
  #lineage = ''

  async examine({ id, lineage }: DatasetSummary): Promise<void> {
    if (this.running === id || this.report?.datasetId === id) return
    if (this.#lineage !== lineage.id) this.report = null
    this.#lineage = lineage.id
    this.running = id
    this.progress = { done: 0, total: 0 }
    this.problem = null
    const unsubscribe = api.on['data:examine-progress'](progress => {
      if (progress.datasetId === id) this.progress = progress
    })
    try {
      const answer = await api['data:examine']({ datasetId: id })
      // Overtaken by that of a later version.
      if (this.running !== id) return
      if (answer.ok) this.report = answer.value
      else this.problem = answer.problem
    } finally {
      unsubscribe()
      if (this.running === id) this.running = null
    }
  }

  async cancel(): Promise<void> {
    await app.ask('data:cancel-examine', null)
  }

  /** Has the network of a run look at the labels; its finding joins the others. */
  async askNetwork(datasetId: string, runId: string): Promise<void> {
    this.asking = true
    try {
      const finding = await app.ask('data:doubtful-labels', { datasetId, runId })
      if (finding && this.report?.datasetId === datasetId)
        this.report = { ...this.report, findings: withFinding(this.report.findings, finding) }
    } finally {
      this.asking = false
    }
  }
}

const withFinding = (findings: readonly Finding[], finding: Finding) => [
  finding,
  ...findings.filter(({ kind }) => kind !== finding.kind),
]

export const examination = new Examination()
