import type { Attachment } from 'svelte/attachments'
import { networkDocument } from './network-document.svelte.ts'

/**
 * An edit may take away what the keyboard was on, put it elsewhere, or disable it: a removed block, a row that moved, a fix that is done.
 * The keyboard then goes on at the selected block: its row where it was in the table, else in the figure.
 */
export const keepFocus: Attachment<HTMLElement> = room => {
  let last: HTMLElement | SVGElement | null = null
  let inTable = false
  const come = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return
    last = target
    inTable = target.closest('table') !== null
  }
  // A click beside all controls gives the focus away.
  const press = () => {
    last = null
  }
  room.addEventListener('focusin', come)
  room.addEventListener('pointerdown', press, { capture: true })
  $effect(() => {
    void networkDocument.spec
    const frame = requestAnimationFrame(() => {
      const { selected } = networkDocument
      if (last && isAstray(selected)) placeOf(room, selected, inTable)?.focus()
    })
    return () => cancelAnimationFrame(frame)
  })
  return () => {
    room.removeEventListener('focusin', come)
    room.removeEventListener('pointerdown', press, { capture: true })
  }
}

/** On nothing, or on another block than the one that is selected. */
function isAstray(selected: string): boolean {
  const { activeElement } = document
  if (activeElement === document.body) return true
  const on = activeElement?.closest<HTMLElement | SVGElement>('[data-block], [data-layer]')?.dataset
  return on !== undefined && (on['block'] ?? on['layer']) !== selected
}

const placeOf = (room: HTMLElement, id: string, inTable: boolean) =>
  (inTable && room.querySelector<HTMLElement>(`[data-layer="${id}"] button`)) ||
  room.querySelector<SVGElement>(`[data-block="${id}"]`)
