import { blockActions } from './block-actions.ts'
import { networkDocument } from './network-document.svelte.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select') !== null
/** A click beside a dialog's controls leaves the focus with the page, which is not what the keys are for then. */
const isInDialog = (target: EventTarget | null) =>
  document.querySelector('dialog:modal') !== null ||
  (target instanceof Element && target.closest('[popover]') !== null)

/** What a key does in the editor; true where it did something. */
export function pressEditorKey(event: KeyboardEvent): boolean {
  const control = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  // Most keys are typing, and cost nothing more.
  if (!control && isTyping(event.target)) return false
  if (isInDialog(event.target)) return false
  if (control && !event.altKey) {
    // In a field too: what was typed there is a step like any other.
    if (key === 'z') event.shiftKey ? networkDocument.redo() : networkDocument.undo()
    else if (key === 'y') networkDocument.redo()
    else if (key === 'd' && !isTyping(event.target)) blockActions.duplicate()
    else return false
    return true
  }
  if (event.altKey && /^arrow(left|up)$/.test(key)) blockActions.shift(-1)
  else if (event.altKey && /^arrow(right|down)$/.test(key)) blockActions.shift(1)
  else if (key === 'delete' || key === 'backspace') blockActions.remove()
  else return false
  return true
}

/** Copies the selected block, unless text is what the person copies. */
export function copyBlock(event: ClipboardEvent): void {
  const text = blockActions.copied()
  const selection = document.getSelection()?.toString() ?? ''
  if (text === null || selection !== '' || isTyping(event.target) || isInDialog(event.target)) return
  event.clipboardData?.setData('text/plain', text)
  event.preventDefault()
}

export function pasteBlock(event: ClipboardEvent): void {
  if (isTyping(event.target) || isInDialog(event.target)) return
  event.preventDefault()
  blockActions.paste(event.clipboardData?.getData('text/plain') ?? '')
}
