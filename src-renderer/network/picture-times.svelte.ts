import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { PictureTime } from '../../src-main/shared/contract/networks.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'

/** What a picture takes in networks that stand beside each other, as far as it was measured; one is measured at a time. */
export class PictureTimes {
  #known = $state.raw<ReadonlyMap<string, PictureTime>>(new Map())
  /** The network that is being measured. */
  measuring = $state<string | null>(null)
  #asked = 0

  of(spec: ArchitectureSpec, classes: number): PictureTime | undefined {
    return this.#known.get(keyOf(spec, classes))
  }

  async measure(spec: ArchitectureSpec, classes: number, batchSize: number): Promise<void> {
    const asked = ++this.#asked
    const key = keyOf(spec, classes)
    this.measuring = key
    const answer = await api['networks:measure']({ spec, classes, batchSize })
    if (asked !== this.#asked) return
    this.measuring = null
    if (answer.ok) this.#known = new Map([...this.#known, [key, answer.value]])
    else if (answer.problem.code !== 'training.measuring-cancelled') app.report(answer.problem)
  }

  isMeasuring(spec: ArchitectureSpec, classes: number): boolean {
    return this.measuring === keyOf(spec, classes)
  }

  cancel(): void {
    if (this.measuring === null) return
    this.#asked++
    this.measuring = null
    void api['training:cancel-measuring'](null)
  }
}

const keyOf = ({ input, layers }: ArchitectureSpec, classes: number) =>
  JSON.stringify([input, layers, classes])
