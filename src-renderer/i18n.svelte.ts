import type { Language } from '../src-main/shared/messages/language.ts'
import { languageFor } from '../src-main/shared/messages/language.ts'
import { type Messages, messagesFor, sayProblem } from '../src-main/shared/messages/messages.ts'
import type { Problem } from '../src-main/shared/result.ts'

let language = $state<Language>(languageFor(navigator.language))
const messages = $derived(messagesFor(language))

/** The catalogue in the present language; what reads it in a template or `$derived` follows a switch. */
export const t = (): Messages => messages

/** The sentence about a problem in the present language. */
export const say = (problem: Problem): string => sayProblem(messages, problem)

export function setLanguage(next: Language): void {
  language = next
  document.documentElement.lang = next
}
