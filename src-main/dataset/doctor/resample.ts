/** How a side of `length` pixels is divided into equal `cells`: of each the first pixel, and shares of it and of those after it, `most` a cell. */
function divide(length: number, cells: number) {
  const most = Math.min(length, Math.ceil(length / cells) + 1)
  const firsts = new Int32Array(cells)
  const shares = new Float64Array(cells * most)
  for (let cell = 0; cell < cells; cell++) {
    const from = (cell * length) / cells
    const to = ((cell + 1) * length) / cells
    firsts[cell] = Math.min(Math.floor(from), length - most)
    for (let place = 0; place < most; place++) {
      const pixel = firsts[cell]! + place
      shares[cell * most + place] = Math.max(0, Math.min(to, pixel + 1) - Math.max(from, pixel)) / (to - from)
    }
  }
  return { firsts, shares, most }
}

/**
 * Brings planes of height x width to `side` x `side`: each cell is the mean of what it covers, pixels in part by their part, so that a picture that was moved
 * stays the same but for being moved. `stride`: from one pixel of the plane to the next.
 */
export function createResampler({ height, width }: { height: number; width: number }, side: number) {
  const across = divide(width, side)
  const down = divide(height, side)
  const rows = new Float64Array(height * side)
  const isSame = height === side && width === side

  return (plane: ArrayLike<number>, from: number, stride: number, to: Float32Array): void => {
    if (isSame) for (let place = 0; place < to.length; place++) to[place] = plane[from + place * stride]!
    else {
      for (let y = 0; y < height; y++) shrinkRow(plane, from + y * width * stride, stride, y * side)
      for (let row = 0; row < side; row++) shrinkColumns(row, to)
    }
  }

  function shrinkRow(plane: ArrayLike<number>, from: number, stride: number, to: number): void {
    const { firsts, shares, most } = across
    for (let column = 0; column < side; column++) {
      let sum = 0
      let place = from + firsts[column]! * stride
      for (let x = 0; x < most; x++, place += stride) sum += shares[column * most + x]! * plane[place]!
      rows[to + column] = sum
    }
  }

  function shrinkColumns(row: number, to: Float32Array): void {
    const { firsts, shares, most } = down
    for (let column = 0; column < side; column++) {
      let sum = 0
      let place = firsts[row]! * side + column
      for (let y = 0; y < most; y++, place += side) sum += shares[row * most + y]! * rows[place]!
      to[row * side + column] = sum
    }
  }
}

/** Half of an even side, each value from four neighbours by 1, 3, 3, 1: nothing is left that half the side could not show. */
export function halve(grid: Float32Array, side: number): Float32Array {
  const half = side / 2
  const rows = new Float32Array(side * half)
  const halved = new Float32Array(half * half)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < half; x++) {
      const place = y * side + 2 * x
      const left = x > 0 ? place - 1 : place
      const right = x < half - 1 ? place + 2 : place + 1
      rows[y * half + x] = (grid[left]! + 3 * (grid[place]! + grid[place + 1]!) + grid[right]!) / 8
    }
  for (let y = 0; y < half; y++)
    for (let x = 0; x < half; x++) {
      const place = 2 * y * half + x
      const above = y > 0 ? place - half : place
      const below = y < half - 1 ? place + 2 * half : place + half
      halved[y * half + x] = (rows[above]! + 3 * (rows[place]! + rows[place + half]!) + rows[below]!) / 8
    }
  return halved
}
