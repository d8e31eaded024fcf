/** Names in an order, in one piece of memory: four bytes more than their letters take, where a list of strings takes seventy. */
export class PackedNames implements Iterable<string> {
  #bytes = Buffer.alloc(0)
  #used = 0
  /** Where each name ends. */
  #ends = new Uint32Array(0)
  #length = 0

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.push(name)
    this.trim()
  }

  get length(): number {
    return this.#length
  }

  /** How many there are then. */
  push(name: string): number {
    const most = 3 * name.length // UTF-8 takes no more than this for each of a string's units
    if (this.#used + most > this.#bytes.length) this.#resize(Math.max(64, 2 * (this.#used + most)))
    if (this.#length === this.#ends.length) this.#resizeEnds(Math.max(8, 2 * this.#length))
    this.#used += this.#bytes.write(name, this.#used)
    this.#ends[this.#length++] = this.#used
    return this.#length
  }

  at(index: number): string {
    return this.bytesAt(index).toString()
  }

  /** The name in UTF-8; not to be written to. */
  bytesAt(index: number): Buffer {
    return this.#bytes.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
  }

  some(test: (name: string) => boolean): boolean {
    for (const name of this) if (test(name)) return true
    return false
  }

  /** Gives the memory back that was taken ahead. */
  trim(): this {
    this.#resize(this.#used)
    this.#resizeEnds(this.#length)
    return this
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let index = 0; index < this.#length; index++) yield this.at(index)
  }

  #resize(length: number): void {
    const bytes = Buffer.allocUnsafe(length)
    this.#bytes.copy(bytes, 0, 0, this.#used)
    this.#bytes = bytes
  }

  #resizeEnds(length: number): void {
    const ends = new Uint32Array(length)
    ends.set(this.#ends.subarray(0, this.#length))
    this.#ends = ends
  }
}
