import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'
import type { UtilityProcess } from 'electron'

export interface WorkerExit {
  /** The process ended by itself with code 0, or was asked to end. */
  readonly expected: boolean
  /** Exit code, or the signal's name. */
  readonly reason: string
}

/** A worker process, whichever way it was started. */
export interface Worker {
  readonly post: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  readonly onExit: (listener: (exit: WorkerExit) => void) => void
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
  let killed = false
  return {
    post: message => child.postMessage(message),
    onMessage: listener => child.on('message', listener),
    onExit: listener =>
      child.on('exit', code => listener({ expected: killed || code === 0, reason: `exit ${code}` })),
    lastLines,
    kill: () => {
      killed = true
      child.kill()
    },
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
  let killed = false
  return {
    // The callback takes the error of a process that has just ended; its exit is told by itself.
    post: message => void (child.connected && child.send(message as object, () => undefined)),
    onMessage: listener => child.on('message', listener),
    onExit: listener => {
      child.once('error', error => listener({ expected: false, reason: error.message }))
      child.once('exit', (code, signal) =>
        listener({ expected: killed || code === 0, reason: signal ?? `exit ${code}` }),
      )
    },
    lastLines,
    kill: () => {
      killed = true
      child.kill('SIGKILL')
    },
  }
}

const linesKept = 200

function keepLastLines(stream: Readable | NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).split('\n').slice(-linesKept).join('\n')
  })
  return () => text.trim()
}
