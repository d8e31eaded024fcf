import type { Problem } from '../result.ts'
import { en } from './en.ts'
import type { Language } from './language.ts'
import { zh } from './zh.ts'

export type Messages = typeof en

export const messagesFor = (language: Language): Messages => (language === 'zh-CN' ? zh : en)

/** The sentence about a problem: what happened, what was found, the way out. */
export function sayProblem(messages: Messages, problem: Problem): string {
  const say = messages.problems[problem.code] as (params: Problem['params']) => string
  return say(problem.params)
}
