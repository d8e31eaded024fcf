/** Side of the grey picture that a spectrum is taken of. */
export const spectrumSide = 16
/** Frequencies that are kept. */
export const spectrumLength = 64

const side = spectrumSide
/** From 0 to 6 periods across, -6 to 6 down: those that differ, the lowest first. */
const highest = 6
const down = 2 * highest + 1
const frequencies = Array.from({ length: (highest + 1) * down }, (_, place) => ({
  u: Math.floor(place / down),
  v: (place % down) - highest,
}))
  .filter(({ u, v }) => u > 0 || v > 0)
  .sort((a, b) => a.u ** 2 + a.v ** 2 - b.u ** 2 - b.v ** 2)
  .slice(0, spectrumLength)

const wave = (of: (angle: number) => number) =>
  Float64Array.from({ length: (highest + 1) * side }, (_, place) =>
    of((2 * Math.PI * Math.floor(place / side) * (place % side)) / side),
  )
const cosines = wave(Math.cos)
const sines = wave(Math.sin)

const real = new Float64Array((highest + 1) * side)
const imaginary = new Float64Array((highest + 1) * side)
const row = new Float64Array(side)
/** Of what is in the picture beside its ground, this share is taken for noise. */
const noise = 1e-4

/**
 * How much of each of the 64 lowest frequencies is in a grey picture (16 x 16, row by row, 0 to 255): binary logarithms of the magnitudes of its Fourier
 * transform, relative to all of them. They stay the same when the picture is moved (the shift theorem), but for what comes in at its edge, which
 * therefore counts half; when it is brightened by a factor, and, since the mean of the edge is subtracted, by a term.
 */
export function spectrum(grey: Float32Array, to: Float32Array): void {
  const ground = edgeMean(grey)
  for (let y = 0; y < side; y++) {
    const weight = y === 0 || y === side - 1 ? 0.5 : 1
    for (let x = 0; x < side; x++) row[x] = weight * (grey[y * side + x]! - ground)
    row[0]! /= 2
    row[side - 1]! /= 2
    for (let u = 0; u <= highest; u++) {
      let a = row[0]! + (u % 2 === 0 ? row[side / 2]! : -row[side / 2]!)
      let b = 0
      for (let x = 1; x < side / 2; x++) {
        const one = row[x]!
        const other = row[side - x]!
        a += (one + other) * cosines[u * side + x]!
        b -= (one - other) * sines[u * side + x]!
      }
      real[u * side + y] = a
      imaginary[u * side + y] = b
    }
  }
  let total = 0
  for (let place = 0; place < spectrumLength; place++) {
    const energy = energyAt(frequencies[place]!)
    to[place] = energy
    total += energy
  }
  const least = (noise * total) / spectrumLength + 1e-9
  for (let place = 0; place < spectrumLength; place++)
    to[place] = Math.log2((to[place]! + least) / (total + 1e-9)) / 2
}

function energyAt({ u, v }: { u: number; v: number }): number {
  const own = u * side
  const wave = Math.abs(v) * side
  const sign = v < 0 ? -1 : 1
  let a = 0
  let b = 0
  for (let y = 0; y < side; y++) {
    const cosine = cosines[wave + y]!
    const sine = sign * sines[wave + y]!
    a += real[own + y]! * cosine + imaginary[own + y]! * sine
    b += imaginary[own + y]! * cosine - real[own + y]! * sine
  }
  return a * a + b * b
}

function edgeMean(grey: Float32Array): number {
  let sum = 0
  for (let place = 0; place < side; place++)
    sum +=
      grey[place]! + grey[side * (side - 1) + place]! + grey[side * place]! + grey[side * place + side - 1]!
  return sum / (4 * side)
}

/** The middle of a picture (16 x 16), enlarged: `share` of its side becomes all of it. */
export function enlarge(grey: Float32Array, share: number, to: Float32Array): void {
  const middle = (side - 1) / 2
  for (let y = 0; y < side; y++) {
    const fromY = middle + share * (y - middle)
    const top = Math.floor(fromY)
    const below = fromY - top
    for (let x = 0; x < side; x++) {
      const fromX = middle + share * (x - middle)
      const left = Math.floor(fromX)
      const beside = fromX - left
      const place = top * side + left
      to[y * side + x] =
        (1 - below) * ((1 - beside) * grey[place]! + beside * grey[place + 1]!) +
        below * ((1 - beside) * grey[place + side]! + beside * grey[place + side + 1]!)
    }
  }
}
