import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileProblem } from '../../shared/contract/data.ts'
import { writeProblem } from '../../shared/file-errors.ts'
import { Refused } from '../refused.ts'

/** Held in memory; what is more goes to a file. */
const longestHeld = 1 << 18

/**
 * What was met that is no usable file, in the order in which it was met. There may be a million: they lie in a file that has no name and is gone with
 * `close` or the process. Throws `Refused` where the disk for passing files is full.
 */
export class ScanProblems {
  #count = 0
  #unusable = 0
  #waiting: string[] = []
  #waitingLength = 0
  #file: number | undefined
  #written = 0

  get count(): number {
    return this.#count
  }

  get unusable(): number {
    return this.#unusable
  }

  add(problem: FileProblem): void {
    this.#count++
    if (!problem.used) this.#unusable++
    const line = JSON.stringify(problem)
    this.#waiting.push(line)
    this.#waitingLength += line.length
    if (this.#waitingLength > longestHeld) this.#flush()
  }

  /** Those so far; more may be added afterwards. */
  *[Symbol.iterator](): Iterator<FileProblem> {
    for (const line of this.#writtenLines()) yield JSON.parse(line) as FileProblem
    for (const line of this.#waiting) yield JSON.parse(line) as FileProblem
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
    this.#written = 0
    this.#waiting = []
  }

  #flush(): void {
    try {
      this.#file ??= openUnnamed()
      const bytes = Buffer.from(`${this.#waiting.join('\n')}\n`)
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.#file, bytes, done, bytes.length - done, this.#written + done)
      }
      this.#written += bytes.length
    } catch (error) {
      throw new Refused(writeProblem(error, tmpdir()))
    }
    this.#waiting = []
    this.#waitingLength = 0
  }

  *#writtenLines(): Iterable<string> {
    if (this.#file === undefined) return
    const buffer = Buffer.alloc(longestHeld)
    let rest = Buffer.alloc(0)
    for (let at = 0; at < this.#written; ) {
      const read = readSync(this.#file, buffer, 0, Math.min(buffer.length, this.#written - at), at)
      at += read
      const bytes = Buffer.concat([rest, buffer.subarray(0, read)])
      let start = 0
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        yield bytes.toString('utf8', start, end)
        start = end + 1
      }
      rest = bytes.subarray(start)
    }
  }
}

/** For reading and writing; its name goes at once, so that nothing is left of it whatever happens. */
function openUnnamed(): number {
  const path = join(tmpdir(), `lenslet-scan-${crypto.randomUUID()}`)
  const file = openSync(path, 'wx+')
  unlinkSync(path)
  return file
}
