import { expect, test } from 'vitest'
import { centreDrawing, type GreyPicture } from './centre-drawing.ts'

function drawing(side: number, ink: (x: number, y: number) => boolean): GreyPicture {
  const pixels = Uint8Array.from({ length: side * side }, (_, index) =>
    ink(index % side, Math.floor(index / side)) ? 255 : 0,
  )
  return { side, pixels }
}

function measure({ side, pixels }: GreyPicture) {
  const inked = [...pixels.keys()].filter(index => pixels[index]! > 0)
  const xs = inked.map(index => index % side)
  const ys = inked.map(index => Math.floor(index / side))
  const mass = pixels.reduce((sum, value) => sum + value, 0)
  const mean = (of: (index: number) => number) =>
    inked.reduce((sum, index) => sum + (of(index) + 0.5) * pixels[index]!, 0) / mass
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    width: Math.max(...xs) - Math.min(...xs) + 1,
    height: Math.max(...ys) - Math.min(...ys) + 1,
    massX: mean(index => index % side),
    massY: mean(index => Math.floor(index / side)),
  }
}

test('an empty pad gives no picture', () => {
  expect(centreDrawing(drawing(280, () => false))).toBeNull()
})

test('a small stroke in a corner fills twenty pixels in the middle', () => {
  const seen = centreDrawing(drawing(280, (x, y) => x >= 5 && x < 15 && y >= 5 && y < 65))!
  const { height, width, massX, massY } = measure(seen)
  expect(height).toBe(20)
  expect(width).toBe(3)
  expect(Math.abs(massX - 14)).toBeLessThanOrEqual(0.5)
  expect(Math.abs(massY - 14)).toBeLessThanOrEqual(0.5)
})

test('a lopsided drawing is centred by its mass and stays inside', () => {
  const seen = centreDrawing(drawing(280, (x, y) => x < 200 && y < 200 && (y > 160 || x < 8)))!
  const { massY, top, height } = measure(seen)
  expect(top + height).toBeLessThanOrEqual(28)
  expect(massY).toBeGreaterThan(14)
  expect(top).toBeLessThan(4)
})

test('full ink stays full and the mean of the shrunk picture is the mean of the drawing', () => {
  const seen = centreDrawing(drawing(280, (x, y) => x < 140 && y < 140))!
  expect(Math.max(...seen.pixels)).toBe(255)
  expect(seen.pixels.reduce((sum, value) => sum + value, 0)).toBe(400 * 255)
})
