import type { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Edit } from '../edits.ts'

type FixMessages = typeof en.network.fixes

/** A way out of a problem: what it does, as a button says it, and the edit that does it. */
export type Fix = {
  [Code in keyof FixMessages]: {
    readonly code: Code
    readonly params: Parameters<FixMessages[Code]>[0]
    readonly edit: Edit
  }
}[keyof FixMessages]

export const fix = <Code extends keyof FixMessages>(
  code: Code,
  params: Parameters<FixMessages[Code]>[0],
  edit: Edit,
): Fix => ({ code, params, edit }) as unknown as Fix

export function sayFix(messages: Messages, { code, params }: Fix): string {
  const say = messages.network.fixes[code] as (params: Fix['params']) => string
  return say(params)
}
