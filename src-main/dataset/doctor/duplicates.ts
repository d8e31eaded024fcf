import type { Measurements } from './measurements.ts'

/** Groups of pictures equal to the last pixel, of those among `pictures` (ascending); each group ascends, the groups by their first. */
export function findDuplicates({ digests }: Measurements, pictures: Int32Array): number[][] {
  const order = pictures.slice().sort((a, b) => compareDigests(digests, a, b) || a - b)
  const groups: number[][] = []
  let group: number[] = []
  for (const picture of order) {
    const [first] = group
    if (first !== undefined && compareDigests(digests, first, picture) === 0) group.push(picture)
    else {
      if (group.length > 1) groups.push(group)
      group = [picture]
    }
  }
  if (group.length > 1) groups.push(group)
  return groups.sort((a, b) => a[0]! - b[0]!)
}

function compareDigests(digests: Uint32Array, a: number, b: number): number {
  for (let word = 0; word < 4; word++) {
    const difference = digests[4 * a + word]! - digests[4 * b + word]!
    if (difference !== 0) return difference
  }
  return 0
}
