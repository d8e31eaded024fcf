import { CommandFailed, Interrupted } from './run-command.mjs'

/** An expected failure: `code` names its sentence in messages.mjs, `params` fill it in. */
export class Problem extends Error {
  constructor(code, params = {}, cause = undefined) {
    super(code, { cause })
    this.code = code
    this.params = params
  }
}

const signs = [
  ['disk', /ENOSPC|No space left|EDQUOT|Disk quota|ended with 228$/im],
  ['permission', /EACCES|EPERM|EROFS|Permission denied|Read-only file system/i],
  ['checksum', /EINTEGRITY|DO NOT MATCH THE HASHES|checksum/i],
  [
    'network',
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|NewConnectionError|Could not resolve|Temporary failure|Read timed out|ConnectTimeout|ProxyError|SSLError|No matching distribution|fetch failed|no answer|stalled/i,
  ],
]

/** Any failure as a Problem: what failed (`step`) is known to the caller, why is read off the error and its output. */
export function asProblem(error, step) {
  if (error instanceof Problem) return error
  if (error instanceof Interrupted) return new Problem('interrupted', {}, error)
  const text = textOf(error)
  const found = signs.find(([, pattern]) => pattern.test(text))
  return new Problem(found?.[0] ?? 'unexpected', { step, found: lastLine(text) }, error)
}

/** The error, its causes and what the command printed. */
export function textOf(error) {
  const parts = []
  for (let at = error; at instanceof Error; at = at.cause) {
    parts.push(`${at.code ?? ''} ${at.message}`)
    if (at instanceof CommandFailed) parts.push(at.output)
  }
  return parts.join('\n')
}

/** The line that tells most: the last that looks like an error, stack frames and npm's epilogue aside. */
function lastLine(text) {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(
      line =>
        line !== '' &&
        !/^at |^(code|errno|syscall|hostname): |^npm error (A complete log|errno|code \w+$)|^gyp (info|ERR! (not ok|stack|System|node|cwd|build error))/.test(
          line,
        ),
    )
  const telling = lines.findLast(line =>
    /\b(fatal|\w*error|cannot|not found|failed|no space|no answer|\w+ERR!|E[A-Z]{4,})\b/i.test(line),
  )
  return (telling ?? lines.at(-1) ?? '').slice(0, 300)
}
