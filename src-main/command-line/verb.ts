import type { ParseArgsConfig } from 'node:util'
import type { Services } from '../services.ts'
import type { Messages } from '../shared/messages/messages.ts'
import type { Output } from './output.ts'

type Options = NonNullable<ParseArgsConfig['options']>

export interface Context {
  readonly output: Output
  readonly messages: Messages
  readonly services: Services
  /** Aborted by the first Ctrl-C; the verb saves what it has and ends. */
  readonly interrupted: AbortSignal
}

export type Values = Readonly<Record<string, string | undefined>>

/** One word of the command line: what it takes, and what it does, answering the exit code. */
export interface Verb {
  /** The line after `lenslet`, as the usage shows it. */
  readonly usage: string
  readonly options: Options
  /** How many positional arguments it takes, at least and at most. */
  readonly positionals: readonly [least: number, most: number]
  /** It looks at `interrupted` and saves what it has; the others are ended by it. */
  readonly endsItself?: true
  run(context: Context, values: Values, positionals: readonly string[]): Promise<number>
}
