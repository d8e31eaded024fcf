import type { FromWorker, ToWorker } from '../../shared/contract/engine.ts'

/** The way to whoever started this process. */
export interface Port {
  readonly post: (message: FromWorker) => void
  readonly onMessage: (listener: (message: ToWorker) => void) => void
}

interface ElectronPort {
  readonly postMessage: (message: unknown) => void
  readonly on: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void
}

/** Electron's utility process has `parentPort`, a plain child process has `send`. */
export function openPort(): Port {
  // Ctrl-C reaches every process of the terminal: whether this one ends, and what it saves before, is for the one that started it.
  process.on('SIGINT', () => undefined)
  const { parentPort } = process as unknown as { parentPort?: ElectronPort }
  if (parentPort) {
    return {
      post: message => parentPort.postMessage(message),
      onMessage: listener => parentPort.on('message', ({ data }) => listener(data as ToWorker)),
    }
  }
  process.on('SIGTERM', () => undefined)
  return {
    post: message => process.send?.(message),
    onMessage: listener => {
      process.on('message', message => listener(message as ToWorker))
      // Whoever started this process is gone: nobody would ever stop it.
      process.on('disconnect', () => process.exit(0))
    },
  }
}
