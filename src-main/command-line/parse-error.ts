import { UsageError } from './parse-values.ts'

/** What Node's parser of options objects to, in the reader's language. */
export function usageErrorFrom(error: unknown): UsageError {
  const text = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : ''
  const option = /'(-[^' =<]*)/.exec(text)?.[1] ?? ''
  return new UsageError(cli => {
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return cli.unknownOption({ option })
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return cli.wrongValue({ option })
    return text
  })
}
