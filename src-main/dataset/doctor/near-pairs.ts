const bands = 4
const keys = 2 ** 16

/**
 * Calls `onPair(i, j)` once for every hash i of `queries` and j of `hashes` (64 bits, two words each, of the same things) that differ in `radius` bits at most and are
 * not of one thing; once for both orders where the two are one array. Multi-index hashing (Norouzi,
 * Punjani and Fleet, Fast Search in Hamming Space with Multi-Index Hashing, 2012): of four quarters of such hashes, one differs in a quarter of
 * `radius` at most, so only hashes with nearly such a quarter are looked at. Of hashes whose quarter more than `crowd` share, only neighbours in
 * the order of their indices are, so that the work stays linear whatever the pictures are.
 */
export function findNearPairs(
  hashes: Uint32Array,
  queries: Uint32Array,
  radius: number,
  onPair: (i: number, j: number) => void,
  onProgress: (share: number) => void = () => {},
  crowd = 4096,
): void {
  const count = hashes.length / 2
  const perBand = Math.floor(radius / bands)
  const masks = masksWithin(perBand)
  for (let band = 0; band < bands; band++) {
    const { starts, members } = buckets(hashes, count, band)
    for (let i = 0; i < count; i++) {
      const key = keyOf(queries, i, band)
      if (i % 1024 === 0) onProgress((band + i / count) / bands)
      for (const mask of masks) {
        const bucket = key ^ mask
        const begin = starts[bucket]!
        const end = starts[bucket + 1]!
        if (begin === end) continue
        const after = queries === hashes || end - begin > crowd ? firstAfter(members, begin, end, i) : begin
        const first = queries === hashes ? after : Math.max(begin, after - crowd)
        const last = Math.min(end, after + crowd)
        for (let place = first; place < last; place++) {
          const j = members[place]!
          const distance =
            differingBits(queries[2 * i]!, hashes[2 * j]!) +
            differingBits(queries[2 * i + 1]!, hashes[2 * j + 1]!)
          if (distance > radius || i === j) continue
          if (isFirstBand(queries, hashes, i, j, band, perBand)) onPair(i, j)
        }
      }
    }
  }
}

const keyOf = (hashes: Uint32Array, index: number, band: number) =>
  (hashes[2 * index + (band >> 1)]! >>> (16 * (band & 1))) & (keys - 1)

/** The hashes by the value of their quarter, each bucket's in ascending order. */
function buckets(hashes: Uint32Array, count: number, band: number) {
  const starts = new Uint32Array(keys + 1)
  for (let index = 0; index < count; index++) starts[keyOf(hashes, index, band) + 1]!++
  for (let key = 0; key < keys; key++) starts[key + 1]! += starts[key]!
  const next = starts.slice()
  const members = new Uint32Array(count)
  for (let index = 0; index < count; index++) members[next[keyOf(hashes, index, band)]!++] = index
  return { starts, members }
}

/** All numbers of 16 bits with `most` bits set or fewer. */
function masksWithin(most: number): number[] {
  const masks = [0]
  for (let begin = 0, bits = 0; bits < most; bits++) {
    const end = masks.length
    for (const mask of masks.slice(begin, end)) {
      const lowest = mask === 0 ? 16 : Math.log2(mask & -mask)
      for (let bit = 0; bit < lowest; bit++) masks.push(mask | (1 << bit))
    }
    begin = end
  }
  return masks
}

function firstAfter(members: Uint32Array, from: number, to: number, index: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (members[middle]! > index) high = middle
    else low = middle + 1
  }
  return low
}

/** Two hashes that are near in several quarters are met in each of them. */
function isFirstBand(
  queries: Uint32Array,
  hashes: Uint32Array,
  i: number,
  j: number,
  band: number,
  perBand: number,
): boolean {
  for (let earlier = 0; earlier < band; earlier++) {
    if (differingBits(keyOf(queries, i, earlier), keyOf(hashes, j, earlier)) <= perBand) return false
  }
  return true
}

/** In how many bits two words differ. */
function differingBits(a: number, b: number): number {
  let bits = a ^ b
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
