import { hash } from 'node:crypto'

const words = 3

/** Finds equal values among as many as `most`, by the first 96 bits of their SHA-256; 20 to 28 bytes a value, however long it is. */
export class DigestTable {
  readonly #digests: Uint32Array
  /** One more than a value's number, where the first word of its digest leads (open addressing); 0: free. */
  readonly #table: Int32Array
  #count = 0

  constructor(most: number) {
    this.#digests = new Uint32Array(words * most)
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(1, most)) + 1))
  }

  /** Of the values added so far, numbered from 0, the first that is equal to this one; itself where it is new. */
  add(value: Uint8Array | string): number {
    const own = this.#count++
    const digest = hash('sha256', value, 'buffer')
    for (let word = 0; word < words; word++) this.#digests[words * own + word] = digest.readUInt32LE(4 * word)
    const mask = this.#table.length - 1
    let slot = this.#digests[words * own]! & mask
    while (this.#table[slot] !== 0) {
      const other = this.#table[slot]! - 1
      if (this.#isEqual(own, other)) return other
      slot = (slot + 1) & mask
    }
    this.#table[slot] = own + 1
    return own
  }

  #isEqual(a: number, b: number): boolean {
    for (let word = 0; word < words; word++)
      if (this.#digests[words * a + word] !== this.#digests[words * b + word]) return false
    return true
  }
}
