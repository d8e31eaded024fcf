import type { Size } from './architecture/spec.ts'

/** The rectangle, nearly square, in which units are drawn row by row; its last row may be left open. */
export function unitGrid(units: number): Size {
  const width = Math.ceil(Math.sqrt(units))
  return { height: Math.ceil(units / width), width }
}
