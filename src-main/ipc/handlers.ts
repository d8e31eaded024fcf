import type { z } from 'zod'
import type { EventName, Events } from '../shared/contract/index.ts'
import type { Result } from '../shared/result.ts'

type Described = Record<string, { params: unknown; result: unknown }>

/** A feature's answers: one function a request of its contract. */
export type Handlers<Requests extends { [Name in keyof Requests]: Described[string] }> = {
  readonly [Name in keyof Requests]: (
    params: Requests[Name]['params'],
  ) => Promise<Result<Requests[Name]['result']>>
}

/** What the parameters of each request must look like; a message that does not is refused. */
export type Schemas<Requests extends { [Name in keyof Requests]: Described[string] }> = {
  readonly [Name in keyof Requests]: z.ZodType<Requests[Name]['params']>
}

/** Sends an event of the contract to the window. */
export type Emit = <Name extends EventName>(name: Name, event: Events[Name]) => void
