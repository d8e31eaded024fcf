export const cli = {}

export const cliProblems = {
  'cli.usage': (p: { found: string; usage: string }) => `${p.found}\n\n${p.usage}`,
}
