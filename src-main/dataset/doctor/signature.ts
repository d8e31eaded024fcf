import { spectrumLength } from './spectrum.ts'

/** Bytes of a signature: four bits a frequency. */
export const signatureLength = spectrumLength / 2
/** Of a level, as a binary logarithm of the magnitude. */
const step = 0.5
/** The lowest of the upper half of the 16 levels. */
const middle = 8

/** The medians of many spectra, frequency by frequency, one spectrum after another in `spectra`. */
export function medianSpectrum(spectra: Float32Array): Float32Array {
  const count = spectra.length / spectrumLength
  return Float32Array.from({ length: spectrumLength }, (_, place) => {
    const own = Float32Array.from({ length: count }, (_, index) => spectra[index * spectrumLength + place]!)
    return own.sort()[count >> 1] ?? 0
  })
}

/** A spectrum in 16 levels about the median of its data set: so half of all signatures are in the upper levels of each frequency. */
export function writeSignature(spectrum: Float32Array, medians: Float32Array, to: Uint8Array, start: number) {
  const level = (place: number) =>
    Math.max(0, Math.min(15, Math.floor((spectrum[place]! - medians[place]!) / step) + middle))

  for (let place = 0; place < signatureLength; place++)
    to[start + place] = level(2 * place) | (level(2 * place + 1) << 4)
}

/** A bit a frequency: above the median or not. Two words go to `to`. */
export function signatureHash(signatures: Uint8Array, index: number, to: Uint32Array, place: number): void {
  for (let word = 0; word < 2; word++) {
    let bits = 0
    for (let byte = 0; byte < 16; byte++) {
      const levels = signatures[index * signatureLength + 16 * word + byte]!
      bits |= (((levels >> 3) & 1) | ((levels >> 6) & 2)) << (2 * byte)
    }
    to[place + word] = bits
  }
}

/** Squares of differences in octaves, one at most, of two frequencies at once: `a ^ b` does not tell, so both bytes look them up. */
const squares = Float32Array.from({ length: 65_536 }, (_, pair) => {
  const [a, b] = [pair >> 8, pair & 255]
  const square = (one: number, other: number) => Math.min(1, (step * (one - other)) ** 2)
  return square(a & 15, b & 15) + square(a >> 4, b >> 4)
})

/** Mean square of the differences between two signatures, 0 to 1. */
export function signatureDistance(a: Uint8Array, i: number, b: Uint8Array, j: number): number {
  const from = i * signatureLength
  const to = j * signatureLength
  let sum = 0
  for (let byte = 0; byte < signatureLength; byte++) sum += squares[(a[from + byte]! << 8) | b[to + byte]!]!
  return sum / spectrumLength
}
