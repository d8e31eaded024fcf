import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { UtilityProcess } from 'electron'

/** A worker process, whichever way it was started. */
export interface Worker {
  readonly post: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  /** `reason`: exit code, or the signal's name. Told once all that it wrote to stderr has been read. */
  readonly onExit: (listener: (reason: string) => void) => void
  /** The last lines that it wrote to stderr. */
  readonly lastLines: () => string
  readonly kill: () => void
}

export interface WorkerOptions {
  readonly file: string
  /** Shown in the system's list of processes. */
  readonly name: string
  readonly env: NodeJS.ProcessEnv
}

/** Starts a worker: Electron's utility process in Electron, a child process in plain Node. */
export function startWorker(options: WorkerOptions): Worker {
  return process.versions['electron'] ? startInElectron(options) : startInNode(options)
}

function startInElectron({ file, name, env }: WorkerOptions): Worker {
  // Only there in Electron, so it is not imported above.
  const electron = createRequire(import.meta.url)('electron') as typeof import('electron')
  const child: UtilityProcess = electron.utilityProcess.fork(file, [], {
    serviceName: name,
    env,
    stdio: 'pipe',
  })
  const lastLines = keepLastLines(child.stderr)
  child.stdout?.resume()
  return {
    post: message => child.postMessage(message),
    onMessage: listener => child.on('message', listener),
    onExit: listener =>
      child.once('exit', async code => {
        await read(child.stderr)
        listener(`exit ${code}`)
      }),
    lastLines,
    kill: () => void child.kill(),
  }
}

function startInNode({ file, env }: WorkerOptions): Worker {
  const child: ChildProcess = fork(file, [], {
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  })
  const lastLines = keepLastLines(child.stderr)
  child.stdout?.resume()
  return {
    // The callback takes the error of a process that has just ended; its exit is told by itself.
    post: message => void (child.connected && child.send(message as object, () => undefined)),
    onMessage: listener => child.on('message', listener),
    onExit: listener => {
      child.once('error', error => listener(error.message))
      child.once('close', (code, signal) => listener(signal ?? `exit ${code}`))
    },
    lastLines,
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Waits for a stream's end, but not forever: a process of the worker's own may hold it open. */
const read = (stream: NodeJS.ReadableStream | null): Promise<unknown> =>
  stream ? finished(stream, { signal: AbortSignal.timeout(1000) }).catch(() => undefined) : Promise.resolve()

const linesKept = 200

function keepLastLines(stream: Readable | NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).split('\n').slice(-linesKept).join('\n')
  })
  return () => text.trim()
}
