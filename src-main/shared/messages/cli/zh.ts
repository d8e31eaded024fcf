import type { cli as English, cliProblems as EnglishProblems } from './en.ts'

export const cli = {} satisfies typeof English

export const cliProblems = {
  'cli.usage': p => `${p.found}\n\n${p.usage}`,
} satisfies typeof EnglishProblems
