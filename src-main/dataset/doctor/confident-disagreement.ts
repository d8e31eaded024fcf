/** What a network says of a picture in use. */
export interface Opinions {
  /** Indices of the pictures. */
  readonly pictures: Int32Array
  /** The most probable class of each, and its probability. */
  readonly guessed: Uint16Array
  readonly probabilities: Float32Array
  /** The probability of the class that the picture is in. */
  readonly own: Float32Array
}

/** As sure as this a network must be of another class at least, whatever its threshold. */
export const firm = 0.95

/**
 * Places in `opinions` of the labels that the network firmly disagrees with, the firmest first. Confident learning (Northcutt, Jiang and Chuang,
 * 2021, section 3.1): a class's threshold is the mean probability that the network gives it in the pictures that carry its label; a picture whose
 * probability of another class reaches that class's threshold counts as one of that class. Here it must reach `firm` too, since of a network that
 * is often wrong everything else would be most of what it gets wrong. The method is made for pictures that training has not seen: of training's own, a
 * network that knows them by heart agrees with the wrong label too.
 */
export function confidentDisagreements(
  { pictures, guessed, probabilities, own }: Opinions,
  labels: ArrayLike<number>,
  classes: number,
): number[] {
  const sums = new Float64Array(classes)
  const counts = new Uint32Array(classes)
  for (const [place, index] of pictures.entries()) {
    sums[labels[index]!]! += own[place]!
    counts[labels[index]!]!++
  }
  const disagrees = (place: number) => {
    const guess = guessed[place]!
    if (guess === labels[pictures[place]!]) return false
    const threshold = counts[guess]! > 0 ? sums[guess]! / counts[guess]! : 1
    return probabilities[place]! >= Math.max(threshold, firm)
  }
  const margin = (place: number) => probabilities[place]! - own[place]!
  return [...pictures.keys()].filter(disagrees).sort((a, b) => margin(b) - margin(a) || a - b)
}
