/** What a key of the keyboard's two habits asks for: Ctrl+Z, and Ctrl+Y or Ctrl+Shift+Z. Not in a field, which has its own. */
export function historyKey(event: {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly target: unknown
}): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isField(event.target)) return undefined
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !event.shiftKey ? 'redo' : undefined
}

const isField = (target: unknown) =>
  typeof target === 'object' &&
  target !== null &&
  'tagName' in target &&
  (target.tagName === 'TEXTAREA' ||
    (target.tagName === 'INPUT' && 'type' in target && (target.type === 'text' || target.type === 'number')))
