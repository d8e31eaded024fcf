/** Whether a pressed key is for pictures that are chosen: not typed into a field, not part of a shortcut, and not held down. */
export const isForPictures = (event: {
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly repeat: boolean
  readonly target: unknown
}): boolean =>
  !(event.ctrlKey || event.metaKey || event.altKey || event.repeat) &&
  !(
    typeof event.target === 'object' &&
    event.target !== null &&
    'tagName' in event.target &&
    fields.includes(event.target.tagName)
  )

const fields: readonly unknown[] = ['INPUT', 'TEXTAREA', 'SELECT']
