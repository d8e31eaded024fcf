import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserWindow, type Rectangle, screen } from 'electron'
import { z } from 'zod'
import { writeAtomically } from '../files/write-atomically.ts'

const schema = z.object({
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number().min(400), height: z.number().min(300) }),
  maximized: z.boolean(),
})

const first = { width: 1280, height: 860 }

/** Where the window was last time, if that place is still on a screen. */
export function rememberedBounds(home: string): { bounds: Partial<Rectangle>; maximized: boolean } {
  try {
    const saved = schema.parse(JSON.parse(readFileSync(file(home), 'utf8')))
    const { bounds } = saved
    const area = screen.getDisplayMatching(bounds).workArea
    const visible =
      bounds.x < area.x + area.width - 100 &&
      bounds.x + bounds.width > area.x + 100 &&
      bounds.y >= area.y - 20 &&
      bounds.y < area.y + area.height - 60
    return visible
      ? saved
      : { bounds: { width: bounds.width, height: bounds.height }, maximized: saved.maximized }
  } catch {
    return { bounds: first, maximized: false }
  }
}

export async function rememberBounds(home: string, window: BrowserWindow): Promise<void> {
  const state = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
  await writeAtomically(file(home), JSON.stringify(state)).catch(() => undefined)
}

const file = (home: string) => join(home, 'window.json')
