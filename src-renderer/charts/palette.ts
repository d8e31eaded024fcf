import { app } from '../app-state.svelte.ts'
import { tokenColor } from '../ui/token-color.ts'

const known = new Map<string, string>()

/** A token's colour on the screen now. Asked for with every event of a run, and so looked up once for each scheme. */
export function paletteColor(token: `--${string}`): string {
  const key = `${app.scheme} ${token}`
  const color = known.get(key) ?? tokenColor(token)
  known.set(key, color)
  return color
}
