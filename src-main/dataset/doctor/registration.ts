/** Where a pixel at (y, x) of one picture is found in the other: at middle + scale * (y - middle) + down, likewise across. */
export interface Placement {
  down: number
  across: number
  scale: number
}

/** As shares of the side: what a copy may be moved by, and shrunk or enlarged by. */
const mostMoved = 0.12
const mostScaled = 0.13

const unknowns = 5
const row = unknowns + 1
/** The upper triangle is what is gathered and solved. */
const equations = new Float64Array(unknowns * row)
const solution = new Float64Array(unknowns)

/**
 * Improves `placement` so that `from`, placed so and brightened, comes nearest to `to` (both `side` x `side`): Gauss and Newton's method on brightness, shift and scale,
 * by the placed picture's slopes (Lucas and Kanade, 1981; Baker and Matthews, Lucas-Kanade 20 Years On, 2004, section 3 with 5.1's gain and bias). False where that
 * leads nowhere, or further than a copy is moved.
 */
export function register(
  from: Float32Array,
  to: Float32Array,
  side: number,
  placement: Placement,
  steps: number,
): boolean {
  const middle = (side - 1) / 2
  for (let step = 0; step < steps; step++) {
    equations.fill(0)
    for (let y = 1; y < side - 1; y++) {
      const fromY = middle + placement.scale * (y - middle) + placement.down
      const top = Math.floor(fromY)
      if (top < 1 || top >= side - 2) continue
      const below = fromY - top
      for (let x = 1; x < side - 1; x++) {
        const fromX = middle + placement.scale * (x - middle) + placement.across
        const left = Math.floor(fromX)
        if (left < 1 || left >= side - 2) continue
        gather(from, to[y * side + x]!, top * side + left, side, below, fromX - left, y - middle, x - middle)
      }
    }
    if (!solve()) return false
    const gain = solution[1]!
    if (gain < 0.2) return false
    const down = within(1, solution[2]! / gain)
    const across = within(1, solution[3]! / gain)
    const scale = within(mostScaled / 2, solution[4]! / gain)
    placement.down += down
    placement.across += across
    placement.scale += scale
    const moved = Math.max(Math.abs(placement.down), Math.abs(placement.across))
    if (moved > mostMoved * side || Math.abs(placement.scale - 1) > mostScaled) return false
    // Hundredths of a pixel, at the edge too.
    if (Math.abs(down) + Math.abs(across) + (Math.abs(scale) * side) / 2 < 0.03) return true
  }
  return true
}

const within = (most: number, value: number) => Math.max(-most, Math.min(most, value))

/** Adds a pixel's say: `value` at (y, x) from the middle, which lies between four pixels of `grid`, of which `place` is the first. */
function gather(
  grid: Float32Array,
  value: number,
  place: number,
  side: number,
  below: number,
  beside: number,
  y: number,
  x: number,
): void {
  const a = grid[place]!
  const b = grid[place + 1]!
  const c = grid[place + side]!
  const d = grid[place + side + 1]!
  const above = 1 - below
  const before = 1 - beside
  const own = above * (before * a + beside * b) + below * (before * c + beside * d)
  const down =
    (before * (above * (c - grid[place - side]!) + below * (grid[place + 2 * side]! - a)) +
      beside * (above * (d - grid[place - side + 1]!) + below * (grid[place + 2 * side + 1]! - b))) /
    2
  const across =
    (above * (before * (b - grid[place - 1]!) + beside * (grid[place + 2]! - a)) +
      below * (before * (d - grid[place + side - 1]!) + beside * (grid[place + side + 2]! - c))) /
    2
  const apart = down * y + across * x
  equations[0]! += 1
  equations[1]! += own
  equations[2]! += down
  equations[3]! += across
  equations[4]! += apart
  equations[5]! += value
  equations[7]! += own * own
  equations[8]! += own * down
  equations[9]! += own * across
  equations[10]! += own * apart
  equations[11]! += own * value
  equations[14]! += down * down
  equations[15]! += down * across
  equations[16]! += down * apart
  equations[17]! += down * value
  equations[21]! += across * across
  equations[22]! += across * apart
  equations[23]! += across * value
  equations[28]! += apart * apart
  equations[29]! += apart * value
}

/** Gaussian elimination of the symmetric equations; without pivots, since they are positive definite. False where they do not tell. */
function solve(): boolean {
  for (let i = 0; i < unknowns; i++) {
    for (let j = 0; j < i; j++) {
      const factor = equations[j * row + i]! / equations[j * row + j]!
      for (let k = i; k < row; k++) equations[i * row + k]! -= factor * equations[j * row + k]!
    }
    if (!(equations[i * row + i]! > 1e-6)) return false
  }
  for (let i = unknowns - 1; i >= 0; i--) {
    let rest = equations[i * row + unknowns]!
    for (let k = i + 1; k < unknowns; k++) rest -= equations[i * row + k]! * solution[k]!
    solution[i] = rest / equations[i * row + i]!
  }
  return true
}
