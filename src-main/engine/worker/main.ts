import type { ToWorker } from '../../shared/contract/engine.ts'
import { failure, type Result } from '../../shared/result.ts'
import { engineInfo } from './devices.ts'
import { EngineError } from './engine-error.ts'
import { openPort } from './port.ts'
import { createHandlers, type RequestHandlers } from './requests.ts'
import { removeLeftFolders } from './temporary-folders.ts'

const port = openPort()
let handlers: Promise<Result<RequestHandlers>> | undefined

port.onMessage(message => {
  // Loading is begun by the first request and shared by all.
  handlers ??= start()
  void answer(handlers, message)
})

/** TensorFlow that cannot be loaded is a problem that a person can act on, not a bug. */
async function start(): Promise<Result<RequestHandlers>> {
  try {
    const [info] = await Promise.all([engineInfo(), removeLeftFolders()])
    return { ok: true, value: createHandlers(info, event => port.post({ kind: 'training', event })) }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return failure('engine.unavailable', { reason })
  }
}

async function answer(starting: Promise<Result<RequestHandlers>>, message: ToWorker): Promise<void> {
  const { id } = message
  try {
    const started = await starting
    const result = started.ok ? await dispatch(started.value, message) : started
    if (result.ok) port.post({ kind: 'result', id, value: result.value })
    else port.post({ kind: 'problem', id, problem: result.problem })
  } catch (error) {
    if (error instanceof EngineError) return port.post({ kind: 'problem', id, problem: error.problem })
    const { message: text, stack = '' } = error instanceof Error ? error : new Error(String(error))
    port.post({ kind: 'crash', id, message: text, stack })
  }
}

function dispatch(handlers: RequestHandlers, { name, params }: ToWorker): Promise<Result<unknown>> {
  // The name decides the parameters' type; the compiler cannot follow it through the table.
  const handle = handlers[name] as (params: unknown) => Promise<Result<unknown>>
  return handle(params)
}
