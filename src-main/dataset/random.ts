import { atOnce, itemsAStep, type Steps } from './steps.ts'

/** Numbers in [0, 1) that follow from a seed: mulberry32 (Tommy Ettinger), over the seed's halves mixed by murmur3's finalizer. */
export function seededRandom(seed: number, stream = 0): () => number {
  let state = mix(mix(seed) ^ mix(Math.floor(seed / 2 ** 32) + 0x9e3779b9) ^ mix(stream + 0x85ebca6b))
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

function mix(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** Fisher and Yates' shuffle, in place. */
export const shuffle = <T>(items: T[], random: () => number): T[] => atOnce(shuffleInSteps(items, random))

/** The same for many items. */
export function* shuffleInSteps<Items extends unknown[] | Uint32Array>(
  items: Items,
  random: () => number,
): Steps<Items> {
  for (let last = items.length - 1; last > 0; last--) {
    if (last % itemsAStep === 0) yield
    const other = Math.floor(random() * (last + 1))
    const item = items[last]!
    items[last] = items[other]!
    items[other] = item
  }
  return items
}
