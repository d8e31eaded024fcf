import { readSync } from 'node:fs'

/** Reads until `bytes` is full; `file`: its name for what is thrown when it ends too early. */
export function readWhole(descriptor: number, bytes: Uint8Array, position: number, file: string): void {
  let done = 0
  while (done < bytes.length) {
    const read = readSync(descriptor, bytes, done, bytes.length - done, position + done)
    if (read === 0) throw Object.assign(new Error(`${file} ends too early`), { code: 'EOF' })
    done += read
  }
}
