import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { z } from 'zod'
import { type RequestName, type Requests, requestNames } from '../shared/contract/index.ts'
import { failure, type Result } from '../shared/result.ts'
import type { ErrorLog } from '../window/error-log.ts'
import { isWindowUrl } from '../window/protocol.ts'
import type { Handlers, Schemas } from './handlers.ts'

/**
 * Answers every request of the contract: checks who asks, parses what is asked, runs the handler. A handler's exception is
 * a bug; it is logged under an id and reaches the window as `app.unexpected`.
 */
export function handleRequests(
  handlers: Handlers<Requests>,
  schemas: Schemas<Requests>,
  errors: ErrorLog,
): void {
  for (const name of requestNames) {
    ipcMain.handle(name, (event, params: unknown) => {
      if (!isFromWindow(event)) throw new Error(`${name} was refused: it did not come from the window.`)
      return answer(name, params)
    })
  }

  async function answer(name: RequestName, params: unknown): Promise<Result<unknown>> {
    const parsed = (schemas[name] as z.ZodType<unknown>).safeParse(params)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      return failure('app.invalid-request', {
        request: name,
        found: `${issue?.path.join('.')}: ${issue?.message}`,
      })
    }
    try {
      return await (handlers[name] as (params: unknown) => Promise<Result<unknown>>)(parsed.data)
    } catch (error) {
      return failure('app.unexpected', { id: errors.add(name, error) })
    }
  }
}

const isFromWindow = ({ senderFrame }: IpcMainInvokeEvent) =>
  senderFrame !== null && senderFrame.parent === null && isWindowUrl(senderFrame.url)
