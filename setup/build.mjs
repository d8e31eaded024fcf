import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'
import { say } from './messages.mjs'
import { npm } from './npm-packages.mjs'
import { Problem } from './problem.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'
import { CommandFailed, interruptible } from './run-command.mjs'
import { orExplain } from './setup.mjs'

const inputs = ['src-main', 'src-renderer', 'electron.config.ts', 'package.json', 'package-lock.json']
const out = path.join(root, 'out')
const stampFile = path.join(out, '.stamp')

/** Builds the application when its source is not what the last build saw. */
export async function build() {
  if (isFresh()) return
  const lock = path.join(root, 'node_modules', '.lenslet-build.lock')
  await interruptible(() => withLock(lock, buildOnce))
}

async function buildOnce() {
  if (isFresh()) return
  const seen = fingerprint()
  // A build that is interrupted leaves a part of itself; the stamp of the one before must not vouch for it.
  rmSync(stampFile, { force: true })
  await step(say('step.build'), () => npm(['run', '--silent', 'build'], { env: { NO_COLOR: '1' } })).catch(
    error => {
      throw error instanceof CommandFailed
        ? new Problem('build', { found: withoutFrames(error.output) }, error)
        : error
    },
  )
  mkdirSync(out, { recursive: true })
  writeFileSync(stampFile, seen)
}

const withoutFrames = output => output.replace(/^\s+at .*\n?/gm, '').trim()

const isFresh = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint()

/** Names, sizes and times: enough to see an edit, and read in milliseconds. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(name => filesIn(path.join(root, name)))) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function filesIn(item) {
  if (!existsSync(item)) return []
  if (statSync(item).isFile()) return /\.test\.[mt]s$/.test(item) ? [] : [item]
  return readdirSync(item)
    .sort()
    .flatMap(name => filesIn(path.join(item, name)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await orExplain(build)
