/** Grey levels row by row, 0 ground to 255 ink. */
export interface GreyPicture {
  readonly side: number
  readonly pixels: Uint8Array
}

/** MNIST's frame: the ink fills a box of 20 pixels, centred by its mass in a picture of 28 (LeCun et al. 1998, section III-A). */
const drawingSide = 28
const inkSide = 20

/** Prepares a drawing as MNIST's digits were prepared; null when there is no ink on it. */
export function centreDrawing(drawing: GreyPicture): GreyPicture | null {
  const ink = inkBox(drawing)
  if (!ink) return null
  const scale = inkSide / Math.max(ink.width, ink.height)
  const width = Math.max(1, Math.round(ink.width * scale))
  const height = Math.max(1, Math.round(ink.height * scale))
  const small = shrink(drawing, ink, width, height)
  const mass = centreOfMass(small, width, height)
  const left = clamp(Math.round(drawingSide / 2 - mass.x), 0, drawingSide - width)
  const top = clamp(Math.round(drawingSide / 2 - mass.y), 0, drawingSide - height)
  const pixels = new Uint8Array(drawingSide * drawingSide)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      pixels[(top + y) * drawingSide + left + x] = Math.round(small[y * width + x]!)
  }
  return { side: drawingSide, pixels }
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function inkBox({ side, pixels }: GreyPicture): Box | null {
  let [left, top, right, bottom] = [side, side, -1, -1]
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (pixels[y * side + x]! < 32) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Mean over each target pixel's area of the source, with the fractions at its edges. */
function shrink({ side, pixels }: GreyPicture, box: Box, width: number, height: number): Float64Array {
  const across = shares(box.left, box.width, width)
  const down = shares(box.top, box.height, height)
  const small = new Float64Array(width * height)
  for (const [y, rows] of down.entries()) {
    for (const [x, columns] of across.entries()) {
      let value = 0
      for (const row of rows)
        for (const column of columns)
          value += row.share * column.share * pixels[row.index * side + column.index]!
      small[y * width + x] = value
    }
  }
  return small
}

/** For each of `count` equal parts of [start, start + length): the whole pixels in it with their shares, which sum to 1. */
function shares(start: number, length: number, count: number) {
  const part = length / count
  return Array.from({ length: count }, (_, index) => {
    const from = index * part
    const to = from + part
    const cells: { index: number; share: number }[] = []
    for (let cell = Math.floor(from); cell < Math.min(length, Math.ceil(to - 1e-9)); cell++) {
      cells.push({ index: start + cell, share: (Math.min(to, cell + 1) - Math.max(from, cell)) / part })
    }
    return cells
  })
}

function centreOfMass(values: Float64Array, width: number, height: number) {
  let [mass, x, y] = [0, 0, 0]
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const value = values[row * width + column]!
      mass += value
      x += value * (column + 0.5)
      y += value * (row + 0.5)
    }
  }
  return { x: x / mass, y: y / mass }
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
