import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

const terminal = process.stderr.isTTY === true
let current

/** Says on stderr what is being done: one line kept up to date on a terminal, plain lines elsewhere. */
export async function step(text, work, { bytes, folder } = {}) {
  const began = Date.now()
  const title = bytes === undefined ? text : `${text} (${megabytes(bytes)})`
  if (!terminal) line(`${title} ...`)
  let done = 0
  const report = (count, total) => {
    done = count
    bytes ??= total
  }
  const tick = setInterval(
    async () => {
      if (folder !== undefined) done = Math.max(done, await sizeOf(folder))
      show(title, bytes, done, began)
    },
    terminal ? 250 : 10_000,
  )
  try {
    const result = await work(report)
    clear()
    line(
      `${terminal ? '\u2713 ' : ''}${text}: ${bytes === undefined ? '' : `${megabytes(bytes)}, `}${seconds(began)}`,
    )
    return result
  } finally {
    clearInterval(tick)
    clear()
  }
}

/** A line of its own. */
export function line(text) {
  clear()
  process.stderr.write(`${text}\n`)
}

function show(title, bytes, done, began) {
  const share =
    bytes && done ? `  ${Math.min(99, Math.round((100 * done) / bytes))} %  ${megabytes(done)}` : ''
  const text = `${title}${share}  ${seconds(began)}`
  if (!terminal) return line(text)
  current = text.slice(0, (process.stderr.columns ?? 80) - 1)
  process.stderr.write(`\r\x1b[K${current}`)
}

function clear() {
  if (current !== undefined) process.stderr.write('\r\x1b[K')
  current = undefined
}

const seconds = began => `${Math.round((Date.now() - began) / 1000)} s`
const megabytes = bytes => (bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`)

// The tools that download show no progress that could be read: the bytes on disk do.
async function sizeOf(folder) {
  let total = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    if (entry.isFile())
      total += (await stat(path.join(entry.parentPath ?? entry.path, entry.name)).catch(() => ({ size: 0 })))
        .size
  return total
}
