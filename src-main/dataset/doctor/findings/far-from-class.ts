import { packSingles } from '../groups.ts'
import { featureLength } from '../measurements.ts'
import type { Found, Subject } from '../subject.ts'

/** Robust deviations above the class's median. On the samples: 4 of 10,000 digits and 86 of 70,000 garments. */
const limit = 5
/** With fewer pictures a class has no usual distance. */
const leastPictures = 20
/** Levels of 255 that a pixel of the miniature may always vary by. */
const leastDeviation = 10
/** Of a normal distribution, the standard deviation in terms of the median absolute deviation. */
const normal = 1.4826

/**
 * Pictures far from the mean of their class in the space of the grey miniatures (8 x 8), each pixel measured by the class's own deviation there.
 * Far is what Hampel's identifier calls an outlier of the logarithms of these distances: more than `limit` times 1.4826 times the median absolute
 * deviation above their median (Davies and Gather, The Identification of Multiple Outliers, 1993). The farthest first.
 */
export function farFromClass({ content: { classes, labels }, measurements, inUse }: Subject): Found[] {
  const ofClass: number[][] = classes.map(() => [])
  for (const index of inUse) ofClass[labels[index]!]!.push(index)
  const far = ofClass
    .filter(own => own.length >= leastPictures)
    .flatMap(own => outliers(own, measurements.miniatures))
    .sort((a, b) => b.score - a.score)
  const [first] = far
  if (!first) return []
  return [
    {
      finding: {
        kind: 'far-from-class',
        severity: 'note',
        groups: far.length,
        values: { pictures: far.length, times: Math.min(...far.map(({ times }) => times)) },
        cures: [],
      },
      listing: {
        groups: packSingles(far.map(({ index }) => index)),
        distances: Float32Array.from(far, ({ times }) => times),
      },
    },
  ]
}

/** `times`: of the class's median distance. */
function outliers(own: readonly number[], miniatures: Uint8Array) {
  const mean = new Float64Array(featureLength)
  const variance = new Float64Array(featureLength)
  for (const index of own)
    for (let place = 0; place < featureLength; place++)
      mean[place]! += miniatures[featureLength * index + place]! / own.length
  for (const index of own)
    for (let place = 0; place < featureLength; place++)
      variance[place]! += (miniatures[featureLength * index + place]! - mean[place]!) ** 2 / own.length
  const logarithms = Float64Array.from(own, index => {
    let sum = 0
    for (let place = 0; place < featureLength; place++) {
      const difference = miniatures[featureLength * index + place]! - mean[place]!
      sum += difference ** 2 / (variance[place]! + leastDeviation ** 2)
    }
    return Math.log(sum) / 2
  })
  const middle = median(logarithms)
  const deviation = normal * median(logarithms.map(value => Math.abs(value - middle)))
  return own
    .map((index, place) => ({
      index,
      score: (logarithms[place]! - middle) / deviation,
      times: Math.exp(logarithms[place]! - middle),
    }))
    .filter(({ score }) => Number.isFinite(score) && score > limit)
}

function median(values: Float64Array): number {
  const sorted = values.toSorted()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
