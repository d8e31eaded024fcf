import { PackedNames } from './packed-names.ts'

/** Finds names again, however many: twenty bytes more than their letters take for each. They are numbered from 0 in the order in which they come. */
export class NameIndex {
  readonly names = new PackedNames()
  /** One more than a name's number, where its hash leads (open addressing); 0: free. */
  #table: Int32Array
  #hashes: Uint32Array
  /** Of the name that is looked for. */
  #wanted = Buffer.alloc(64)
  #wantedLength = 0

  /** `expected`: names that it finds room for without growing, which would take a while where there are a million. */
  constructor(expected = 0) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(32, expected)))
    this.#hashes = new Uint32Array(size)
    this.#table = new Int32Array(2 * size)
  }

  /** The name's number, new or known. */
  add(name: string): number {
    const hash = this.#want(name)
    const slot = this.#slotOf(hash)
    if (this.#table[slot] !== 0) return this.#table[slot]! - 1
    const number = this.names.length
    if (number === this.#hashes.length) this.#grow()
    this.names.push(name)
    this.#hashes[number] = hash
    this.#table[this.#slotOf(hash)] = number + 1
    return number
  }

  find(name: string): number | undefined {
    const found = this.#table[this.#slotOf(this.#want(name))]!
    return found === 0 ? undefined : found - 1
  }

  /** FNV-1a of the name's bytes (Fowler, Noll and Vo, 32 bits). */
  #want(name: string): number {
    if (3 * name.length > this.#wanted.length) this.#wanted = Buffer.alloc(6 * name.length)
    this.#wantedLength = this.#wanted.write(name)
    let hash = 0x811c9dc5
    for (let at = 0; at < this.#wantedLength; at++) hash = Math.imul(hash ^ this.#wanted[at]!, 0x01000193)
    return hash >>> 0
  }

  /** Where the wanted name stands, or would. */
  #slotOf(hash: number): number {
    const mask = this.#table.length - 1
    let slot = hash & mask
    while (this.#table[slot] !== 0) {
      const number = this.#table[slot]! - 1
      if (this.#hashes[number] === hash && this.#isWanted(number)) break
      slot = (slot + 1) & mask
    }
    return slot
  }

  #isWanted(number: number): boolean {
    const own = this.names.bytesAt(number)
    return own.length === this.#wantedLength && own.compare(this.#wanted, 0, this.#wantedLength) === 0
  }

  #grow(): void {
    const hashes = new Uint32Array(2 * this.#hashes.length)
    hashes.set(this.#hashes)
    this.#hashes = hashes
    this.#table = new Int32Array(2 * this.#table.length)
    const mask = this.#table.length - 1
    for (let number = 0; number < this.names.length; number++) {
      let slot = hashes[number]! & mask
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask
      this.#table[slot] = number + 1
    }
  }
}
