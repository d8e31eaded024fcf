/** The `most` nearest of each of `count` things, as far as they have been told. */
export function createNearest(count: number, most: number) {
  const others = new Int32Array(count * most)
  const distances = new Float32Array(count * most).fill(Number.POSITIVE_INFINITY)

  return {
    add(thing: number, other: number, distance: number): void {
      const [first, last] = [thing * most, thing * most + most - 1]
      if (distance >= distances[last]!) return
      for (let place = first; place <= last; place++) {
        // Met before, at another distance; the first one stands.
        if (distances[place]! < Number.POSITIVE_INFINITY && others[place] === other) return
      }
      let place = last
      for (; place > first && distances[place - 1]! > distance; place--) {
        distances[place] = distances[place - 1]!
        others[place] = others[place - 1]!
      }
      distances[place] = distance
      others[place] = other
    },

    /** The nearest first. */
    of(thing: number): number[] {
      const found: number[] = []
      for (let place = thing * most; place < (thing + 1) * most; place++)
        if (distances[place]! < Number.POSITIVE_INFINITY) found.push(others[place]!)
      return found
    },

    has(thing: number, other: number): boolean {
      for (let place = thing * most; place < (thing + 1) * most; place++)
        if (distances[place]! < Number.POSITIVE_INFINITY && others[place] === other) return true
      return false
    },
  }
}
