import { itemsAStep, type Steps } from './steps.ts'

/** The numbers from 0 to `count` in the order of `compare`, equal ones in their own: merge sort, in steps. */
export function* sortIndices(count: number, compare: (a: number, b: number) => number): Steps<Uint32Array> {
  let from = new Uint32Array(count)
  let to = new Uint32Array(count)
  for (let index = 0; index < count; index++) from[index] = index
  let done = 0
  for (let length = 1; length < count; length *= 2) {
    for (let start = 0; start < count; start += 2 * length) {
      const middle = Math.min(start + length, count)
      const end = Math.min(start + 2 * length, count)
      let [one, other] = [start, middle]
      for (let place = start; place < end; place++) {
        if (done++ % itemsAStep === 0) yield
        const takesFirst = other === end || (one < middle && compare(from[one]!, from[other]!) <= 0)
        to[place] = from[takesFirst ? one++ : other++]!
      }
    }
    ;[from, to] = [to, from]
  }
  return from
}
