import type { Page } from '@playwright/test'

type Point = readonly [x: number, y: number]

const ring: Point[] = Array.from({ length: 41 }, (_, index) => {
  const angle = (index / 40) * 2 * Math.PI
  return [0.5 + 0.2 * Math.sin(angle), 0.5 - 0.3 * Math.cos(angle)]
})

/** Strokes in fractions of the pad, as a person would draw the digit. */
const strokes = {
  zero: ring,
  seven: [
    [0.28, 0.24],
    [0.5, 0.23],
    [0.72, 0.22],
    [0.62, 0.45],
    [0.52, 0.65],
    [0.44, 0.84],
  ],
} satisfies Record<string, Point[]>

/** Draws a digit on the pad with the mouse, in one stroke. */
export async function drawDigit(page: Page, digit: keyof typeof strokes): Promise<void> {
  const pad = page.locator('canvas')
  const box = await pad.boundingBox()
  if (!box) throw new Error('There is no pad to draw on.')
  const at = ([x, y]: Point) => [box.x + x * box.width, box.y + y * box.height] as const
  const [first, ...rest] = strokes[digit]
  await page.mouse.move(...at(first!))
  await page.mouse.down()
  for (const point of rest) await page.mouse.move(...at(point), { steps: 4 })
  await page.mouse.up()
}
