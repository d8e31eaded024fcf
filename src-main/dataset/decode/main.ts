import { problem } from '../../shared/result.ts'
import { sharp } from './load-sharp.ts'
import { preparePicture } from './prepare.ts'
import type { Batch, FromDecoder, Outcome, PictureSource, ToDecoder } from './protocol.ts'
import { createTurns } from './turns.ts'

// The decoder's process: strangers' files are opened here and nowhere else. It runs in Electron's utilityProcess and in a
// plain child process; only the way to its parent differs.

interface ParentPort {
  postMessage(message: unknown): void
  on(name: 'message', listener: (event: { data: unknown }) => void): void
}

const parentPort = (process as { parentPort?: ParentPort }).parentPort

sharp.concurrency(1) // one thread a picture, and several pictures
sharp.cache(false)

/** Pictures that are decoded by libvips at a time. */
const lanes = Number(process.argv[2])
/** Files that are read before it is their turn, so that a slow disk or network is asked for several at once. */
const ahead = 6
const secondsBetween = 1
/** Two more than that, so that a thread has something to decode while another picture is brought to size in this one. */
const turns = { any: createTurns(lanes + 2), large: createTurns(lanes) }
const reading = createTurns(lanes + ahead)

if (parentPort) parentPort.on('message', event => receive(event.data as ToDecoder))
else {
  process.on('message', message => receive(message as ToDecoder))
  process.on('disconnect', () => process.exit(0))
  process.on('SIGINT', () => {}) // Ctrl-C reaches the whole group; the parent decides, and ends this process with itself
}
send({ kind: 'ready' })

function send(message: FromDecoder): void {
  if (parentPort) parentPort.postMessage(message)
  else process.send?.(message)
}

/** Batches that are worked on and waited for. */
const wanted = new Set<number>()

function receive(message: ToDecoder): void {
  if ('drop' in message) wanted.delete(message.drop)
  else void work(message)
}

async function work({ id, sources, preprocessing }: Batch): Promise<void> {
  wanted.add(id)
  let told = performance.now()
  const tell = () => {
    if (performance.now() - told < secondsBetween * 1000) return
    told = performance.now()
    send({ kind: 'progress', id })
  }
  const prepare = async (source: PictureSource): Promise<Outcome> =>
    wanted.has(id) ? preparePicture(source, preprocessing, turns) : { problem: problem('data.cancelled', {}) }
  try {
    const outcomes = await Promise.all(sources.map(source => reading(() => prepare(source)).finally(tell)))
    send({ kind: 'outcomes', id, outcomes })
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    send({ kind: 'crash', id, message, stack })
  } finally {
    wanted.delete(id)
  }
}
