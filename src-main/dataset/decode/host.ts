import { fork } from 'node:child_process'
import type { FromDecoder, ToDecoder } from './protocol.ts'

export interface DecodeProcess {
  readonly pid: number | undefined
  send(message: ToDecoder): void
  kill(): void
  /** Whether it keeps this process alive. */
  hold(held: boolean): void
}

export interface DecodeListener {
  onMessage(message: FromDecoder): void
  /** Once, however it ended; `lastWords`: the end of what it wrote to stderr. */
  onExit(lastWords: string): void
}

/** Starts a decoder that works on `lanes` pictures at a time: a utility process inside the application, a plain child process anywhere else. */
export async function startDecodeProcess(
  workerFile: string,
  lanes: number,
  listener: DecodeListener,
): Promise<DecodeProcess> {
  const env = { ...process.env, UV_THREADPOOL_SIZE: String(Math.max(4, 2 * lanes)) }
  const args = [String(lanes)]
  const inWindow = (process as { type?: string }).type === 'browser'
  return inWindow
    ? startUtility(workerFile, args, env, listener)
    : startChild(workerFile, args, env, listener)
}

type Environment = Record<string, string | undefined>

async function startUtility(workerFile: string, args: string[], env: Environment, listener: DecodeListener) {
  const { utilityProcess } = await import('electron')
  const child = utilityProcess.fork(workerFile, args, {
    serviceName: 'Lenslet decoder',
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  })
  const lastWords = collectEnd(child.stderr)
  child.on('message', message => listener.onMessage(message as FromDecoder))
  child.on('exit', () => listener.onExit(lastWords()))
  return {
    get pid() {
      return child.pid
    },
    send: (message: ToDecoder) => child.postMessage(message),
    kill: () => void (child.pid === undefined ? child.kill() : killAtOnce(child.pid)),
    hold: () => {},
  }
}

/** SIGTERM, which Electron sends, waits where the process hangs. */
function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}

function startChild(
  workerFile: string,
  args: string[],
  env: Environment,
  listener: DecodeListener,
): DecodeProcess {
  const child = fork(workerFile, args, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    env,
  })
  const lastWords = collectEnd(child.stderr)
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    listener.onExit(lastWords())
  }
  child.on('message', message => listener.onMessage(message as FromDecoder))
  child.on('exit', end)
  child.on('error', end) // could not be started, or a message did not reach it because it has just died
  return {
    get pid() {
      return child.pid
    },
    send: message => void child.send(message, () => {}),
    kill: () => void child.kill('SIGKILL'),
    hold: held => {
      const pipe = child.stderr as (NodeJS.ReadableStream & { ref?(): void; unref?(): void }) | null
      if (held) {
        child.ref()
        child.channel?.ref()
        pipe?.ref?.()
      } else {
        child.unref()
        child.channel?.unref()
        pipe?.unref?.()
      }
    },
  }
}

function collectEnd(stream: NodeJS.ReadableStream | null): () => string {
  let end = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (text: string) => {
    end = (end + text).slice(-4000)
  })
  return () => end
}
