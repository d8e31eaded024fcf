import type { DropPlace } from './drop-place.ts'
import type { Point } from './project.ts'

/** So far the pointer moves, in pixels, before a press becomes a drag. */
const slack = 5

/** A press on the figure until it is let go: of the ground, which moves the view, or of a block, which is put elsewhere. */
export class Drag {
  /** The block that is dragged; null: none is. */
  block = $state<string | null>(null)
  place = $state.raw<DropPlace | null>(null)
  #pressed: string | null = null
  #from: Point | null = null
  #last: Point = { x: 0, y: 0 }
  #moved = false

  /** `block`: what was pressed; null: the ground. */
  press(at: Point, block: string | null): void {
    this.#pressed = block
    this.#from = this.#last = at
    this.#moved = false
  }

  /** How far the view moves; null where it does not. */
  move(at: Point, placeOf: () => DropPlace): Point | null {
    if (!this.#from) return null
    if (!this.#moved && Math.hypot(at.x - this.#from.x, at.y - this.#from.y) < slack) return null
    this.#moved = true
    const by = { x: at.x - this.#last.x, y: at.y - this.#last.y }
    this.#last = at
    if (this.#pressed === null) return by
    this.block = this.#pressed
    this.place = placeOf()
    return null
  }

  /** What was dragged, and whereto; null where nothing was. */
  release(): { readonly id: string; readonly before: string | null } | null {
    const dropped = this.block !== null && this.place ? { id: this.block, before: this.place.before } : null
    this.cancel()
    return dropped
  }

  cancel(): void {
    this.#from = null
    this.block = null
    this.place = null
  }

  /** The press that has just ended was a drag: the click that follows means nothing. */
  get moved(): boolean {
    return this.#moved
  }
}
