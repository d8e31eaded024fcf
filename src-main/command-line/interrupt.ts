/**
 * Ctrl-C, a request to end, and a reader that went away (`lenslet train | head`) abort the signal, so that a verb can save
 * what it has; a second Ctrl-C ends the process at once.
 */
export function listenForInterrupt() {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  const onStreamError = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    controller.abort()
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  const streams = [process.stdout, process.stderr]
  for (const signal of signals) process.on(signal, onSignal)
  for (const stream of streams) stream.on('error', onStreamError)
  return {
    signal: controller.signal,
    happened: new Promise<void>(resolve =>
      controller.signal.addEventListener('abort', () => resolve(), { once: true }),
    ),
    stopListening() {
      for (const signal of signals) process.off(signal, onSignal)
    },
  }
}
