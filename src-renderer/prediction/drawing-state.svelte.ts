import type { PicturePrediction } from '../../src-main/shared/contract/prediction.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'
import { centreDrawing, type GreyPicture } from './centre-drawing.ts'
import { latestWins } from './latest-wins.ts'
import { extendLast, type PadPoint, type Stroke } from './strokes.ts'

/**
 * A drawing and what the network says of it; predictions follow the pen, one at a time, the newest wins. Kept while a
 * person walks through other rooms, or asks another run.
 */
export class DrawingState {
  strokes = $state.raw<readonly Stroke[]>([])
  answer = $state.raw<Extract<PicturePrediction, { seen: string }> | null>(null)

  #runId = ''
  #request = latestWins((picture: GreyPicture) => this.#ask(picture))

  /** Whom to ask from now on; the pad then tells what it shows. */
  use(runId: string): void {
    if (runId !== this.#runId) this.answer = null
    this.#runId = runId
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
    const runId = this.#runId
    const answer = await api['prediction:drawing']({ runId, ...picture })
    // Cleared meanwhile, or asked of another run: an answer to what is gone says nothing.
    if (this.strokes.length === 0 || runId !== this.#runId) return
    if (!answer.ok) app.report(answer.problem)
    else if ('problem' in answer.value) app.report(answer.value.problem)
    else this.answer = answer.value
  }
}

export const drawing = new DrawingState()
