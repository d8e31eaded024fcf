import { parseArgs } from 'node:util'
import { createServices, type Services } from '../services.ts'
import { languageFor } from '../shared/messages/language.ts'
import { messagesFor } from '../shared/messages/messages.ts'
import { problem } from '../shared/result.ts'
import { listenForInterrupt } from './interrupt.ts'
import { createOutput, type Output } from './output.ts'
import { usageErrorFrom } from './parse-error.ts'
import { UsageError } from './parse-values.ts'
import type { Verb } from './verb.ts'
import { verbs } from './verbs/index.ts'

/** Runs one command line without a window. Answers the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export async function runCommand(
  argv: readonly string[],
  options: { folders: Parameters<typeof createServices>[0]; env: NodeJS.ProcessEnv },
): Promise<number> {
  const messages = messagesFor(languageFor(languageTag(argv, options.env)))
  const output = createOutput(process, argv.includes('--json'), messages)
  const name = argv[0] ?? ''
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (!verb) {
    if (name === '--help' || name === 'help') {
      output.data({ usage: usage() }, usage())
      return 0
    }
    return output.fail(
      problem('cli.usage', { found: messages.cli.unknownVerb({ found: name }), usage: usage() }),
    )
  }

  if (argv.includes('--help')) {
    const own = `lenslet ${verb.usage} [--json]`
    output.data({ usage: own }, own)
    return 0
  }

  const interrupt = listenForInterrupt()
  let services: Services | undefined
  try {
    const { values, positionals } = parse(verb, argv.slice(1))
    services = createServices(options.folders)
    const running = verb.run(
      { output, messages, services, interrupted: interrupt.signal },
      values,
      positionals,
    )
    if (verb.endsItself) return await running
    running.catch(() => undefined)
    return await Promise.race([running, interrupt.happened.then(() => interrupted(output))])
  } catch (error) {
    if (error instanceof UsageError) {
      const found = error.say(messages.cli)
      return output.fail(problem('cli.usage', { found, usage: `lenslet ${verb.usage}` }))
    }
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return output.fail(problem('cli.unexpected', { details }))
  } finally {
    await services?.close()
    interrupt.stopListening()
  }
}

/** What the verb still says when its worker is taken from it is no news. */
function interrupted(output: Output): number {
  output.mute()
  return 130
}

function parse(verb: Verb, args: string[]) {
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    const common = { json: { type: 'boolean' }, lang: { type: 'string' } } as const
    parsed = parseArgs({ args, options: { ...verb.options, ...common }, allowPositionals: true })
  } catch (error) {
    throw usageErrorFrom(error)
  }
  const [least, most] = verb.positionals
  const { values, positionals } = parsed
  if (positionals.length < least) throw new UsageError(cli => cli.missingArgument)
  if (positionals.length > most) {
    throw new UsageError(cli => cli.tooManyArguments({ found: positionals[most] ?? '' }))
  }
  return { values: values as Record<string, string | undefined>, positionals }
}

const usage = () =>
  Object.values(verbs)
    .map(verb => `lenslet ${verb.usage} [--json]`)
    .join('\n')

function languageTag(argv: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const at = argv.findIndex(argument => argument === '--lang' || argument.startsWith('--lang='))
  const option = argv[at] === '--lang' ? argv[at + 1] : argv[at]?.slice('--lang='.length)
  return option || env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']
}
