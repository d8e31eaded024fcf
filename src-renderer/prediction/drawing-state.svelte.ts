import type { PicturePrediction } from '../../src-main/shared/contract/prediction.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'
import { centreDrawing, type GreyPicture } from './centre-drawing.ts'
import { latestWins } from './latest-wins.ts'
import { extendLast, type PadPoint, type Stroke } from './strokes.ts'

/** A drawing and what the network says of it; predictions follow the pen, one at a time, the newest wins. */
export class DrawingState {
  strokes = $state.raw<readonly Stroke[]>([])
  answer = $state.raw<Extract<PicturePrediction, { seen: string }> | null>(null)

  readonly #runId: string
  #request: (picture: GreyPicture) => void

  constructor(runId: string) {
    this.#runId = runId
    this.#request = latestWins(picture => this.#ask(picture))
  }

  begin(point: PadPoint): void {
    this.strokes = [...this.strokes, [point]]
  }

  extend(point: PadPoint): void {
    this.strokes = extendLast(this.strokes, point)
  }

  undo(): void {
    this.strokes = this.strokes.slice(0, -1)
  }

  clear(): void {
    this.strokes = []
  }

  /** Tells what the pad shows now. */
  show(drawing: GreyPicture): void {
    const picture = centreDrawing(drawing)
    if (picture) this.#request(picture)
    else this.answer = null
  }

  async #ask(picture: GreyPicture): Promise<void> {
    const answer = await api['prediction:drawing']({ runId: this.#runId, ...picture })
    // Cleared meanwhile: an answer to a drawing that is gone says nothing.
    if (this.strokes.length === 0) return
    if (!answer.ok) app.report(answer.problem)
    else if ('problem' in answer.value) app.report(answer.value.problem)
    else this.answer = answer.value
  }
}
