/** A row that is dragged to another place among the rows. */
export class RowDrag {
  /** Its layer's id; null: none is dragged. */
  dragged = $state<string | null>(null)
  /** Where it will stand: before or after the row with this id; null: nowhere. */
  place = $state.raw<{ readonly id: string; readonly after: boolean } | null>(null)

  start(id: string): void {
    this.dragged = id
  }

  over(event: DragEvent & { currentTarget: HTMLElement }, id: string): void {
    if (this.dragged === null) return
    event.preventDefault()
    const { y, height } = event.currentTarget.getBoundingClientRect()
    this.place = { id, after: event.clientY > y + height / 2 }
  }

  /** The dragged layer and the one that it is put before, of `ids` in order (null: the end); null where nothing was put anywhere. */
  drop(
    event: DragEvent,
    ids: readonly string[],
  ): { readonly id: string; readonly before: string | null } | null {
    event.preventDefault()
    const { dragged, place } = this
    this.end()
    if (dragged === null || !place) return null
    return { id: dragged, before: ids[ids.indexOf(place.id) + (place.after ? 1 : 0)] ?? null }
  }

  end(): void {
    this.dragged = null
    this.place = null
  }
}
