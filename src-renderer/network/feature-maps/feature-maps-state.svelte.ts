import type {
  ConvolutionStep,
  FeatureMaps,
  InspectedNetwork,
  InspectedPicture,
} from '../../../src-main/shared/contract/feature-maps.ts'
import type { Problem } from '../../../src-main/shared/result.ts'
import { api } from '../../api.ts'

/** A place of one map of a convolution, and which of the maps that it reads is told in full. */
interface Place {
  readonly layerId: string
  readonly filter: number
  readonly source: number
  readonly row: number
  readonly column: number
}

/** After that the progress is shown. */
const patienceMs = 1000

/** A picture on its way through a network, and the place that is looked at. */
export class FeatureMapsState {
  maps = $state.raw<FeatureMaps | null>(null)
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)
  /** It takes longer than a person waits without being told. */
  slow = $state(false)
  place = $state.raw<Place | null>(null)
  step = $state.raw<ConvolutionStep | null>(null)
  #asked = 0
  #stepAsked = 0
  #slowAfter: ReturnType<typeof setTimeout> | undefined

  async look(network: InspectedNetwork, picture: InspectedPicture): Promise<void> {
    const asked = ++this.#asked
    this.busy = true
    this.#slowAfter ??= setTimeout(() => {
      this.slow = true
    }, patienceMs)
    const answer = await api['network:feature-maps']({ network, picture })
    // An answer that was overtaken by a later one is old news.
    if (asked !== this.#asked) return
    this.#settle()
    this.problem = answer.ok ? null : answer.problem
    if (!answer.ok) return
    this.maps = answer.value
    if (this.place) await this.moveTo(this.place)
  }

  /** Back to what was shown before. */
  cancel(): void {
    this.#asked++
    this.#settle()
    void api['network:cancel-feature-maps'](null)
  }

  /** Nothing is kept for a dialog that is closed. */
  leave(): void {
    this.cancel()
    void api['network:leave-feature-maps'](null)
  }

  #settle(): void {
    clearTimeout(this.#slowAfter)
    this.#slowAfter = undefined
    this.busy = false
    this.slow = false
  }

  /** Another map of a convolution, in its middle. */
  async chooseMap(layerId: string, filter: number): Promise<void> {
    const shape = this.maps?.layers.find(layer => layer.layerId === layerId)?.shape
    if (!shape) return
    const middle = { row: Math.floor(shape.height / 2), column: Math.floor(shape.width / 2) }
    await this.moveTo({ layerId, filter, ...middle })
  }

  leaveMap(): void {
    this.#stepAsked++
    this.place = null
    this.step = null
  }

  /** Without a source: to the map that has most to do with the place. */
  async moveTo(place: Omit<Place, 'source'> & { source?: number }): Promise<void> {
    const { maps } = this
    if (!maps) return
    const asked = ++this.#stepAsked
    const { source } = place
    // Keys that are pressed before the answer is here go on from there.
    if (source !== undefined) this.place = { ...place, source }
    const answer = await api['network:convolution-step']({ id: maps.id, ...place })
    if (asked !== this.#stepAsked) return
    this.step = answer.ok ? answer.value : null
    this.place = answer.ok ? { ...place, source: answer.value.source } : null
    if (!answer.ok) this.problem = answer.problem
  }
}
