/** Side of the grey picture that the hash is taken of. */
export const hashedSide = 16
const kept = 8

/** `cosines[u * side + x]`: the rows of the orthonormal DCT-II, from frequency 0 on. */
const cosines = Float64Array.from({ length: (kept + 1) * hashedSide }, (_, place) => {
  const [u, x] = [Math.floor(place / hashedSide), place % hashedSide]
  const scale = Math.sqrt((u === 0 ? 1 : 2) / hashedSide)
  return scale * Math.cos(((2 * x + 1) * u * Math.PI) / (2 * hashedSide))
})

const rows = new Float64Array(hashedSide * (kept + 1))
const coefficients = new Float64Array(kept * kept)
const sorted = new Float64Array(kept * kept)

/**
 * The perceptual hash ("pHash") of a grey picture of `hashedSide` x `hashedSide`, row by row: a bit for each of the frequencies 1 to 8 in both
 * directions, set where its part in the picture is above their median. Zauner, Implementation and Benchmarking of Perceptual Image Hash
 * Functions (2010), section 3.2, on 16 x 16 instead of 32 x 32. Two words go to `to`.
 */
export function perceptualHash(grey: Float64Array, to: Uint32Array, place: number): void {
  for (let y = 0; y < hashedSide; y++) {
    for (let u = 1; u <= kept; u++) {
      let sum = 0
      for (let x = 0; x < hashedSide; x++) sum += cosines[u * hashedSide + x]! * grey[y * hashedSide + x]!
      rows[u * hashedSide + y] = sum
    }
  }
  for (let v = 1; v <= kept; v++) {
    for (let u = 1; u <= kept; u++) {
      let sum = 0
      for (let y = 0; y < hashedSide; y++) sum += cosines[v * hashedSide + y]! * rows[u * hashedSide + y]!
      coefficients[(v - 1) * kept + u - 1] = sum
    }
  }
  sorted.set(coefficients)
  sorted.sort()
  const median = (sorted[31]! + sorted[32]!) / 2
  let [low, high] = [0, 0]
  for (let bit = 0; bit < 32; bit++) {
    if (coefficients[bit]! > median) low |= 1 << bit
    if (coefficients[bit + 32]! > median) high |= 1 << bit
  }
  to[place] = low
  to[place + 1] = high
}

/** In how many bits two words differ. */
export function differingBits(a: number, b: number): number {
  let bits = a ^ b
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
