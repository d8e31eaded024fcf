import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { openDisplay } from './display.mjs'
import { installed, libraryPathVariable } from './installed.mjs'
import { asProblem } from './problem.mjs'
import { root } from './root.mjs'
import { interrupt } from './run-command.mjs'
import { explain, setup } from './setup.mjs'
import { requireWindowLibraries } from './system-packages.mjs'
import { add, count, sumLine } from './test-reports.mjs'

// Every runner in turn, the quickest first. One that passes prints nothing; the last line is the sum.
const reports = path.join(root, 'test-results', 'reports')
const vitest = report => ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const runners = [
  { name: 'check', kind: 'check', args: report => ['--report', report] },
  { name: 'test:unit', kind: 'vitest', args: vitest },
  { name: 'test:engine', kind: 'vitest', args: vitest },
  {
    name: 'test:e2e',
    kind: 'playwright',
    // Playwright empties its output folder, which must not be the one that holds the reports.
    args: () => ['--reporter=line,json', `--output=${path.join(root, 'test-results', 'e2e')}`],
    env: report => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
    display: true,
  },
]

const oneFailure = { passed: 0, failed: 1, skipped: 0 }
const children = new Set()
const sum = add(await runAll())
console.log(sumLine(sum))
process.exit(sum.failed > 0 ? 1 : 0)

async function runAll() {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  if (!(await succeeds(setup))) return [oneFailure]
  // Without a build there is no window to test; everything else still has its say.
  const built = await succeeds(build)
  const all = built ? [] : [oneFailure]
  // Until here, set-up and build end by themselves.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal))
  for (const runner of runners) if (built || !runner.display) all.push(await runOne(runner))
  return all
}

async function succeeds(work) {
  try {
    await work()
    return true
  } catch (error) {
    explain(error)
    // Ctrl-C ends the tests, not only this part of them.
    if (asProblem(error).code === 'interrupted') process.exit(1)
    return false
  }
}

async function runOne({ name, kind, args, env, display }) {
  const report = path.join(reports, `${name.replace(':', '-')}.json`)
  const screen = display && process.platform === 'linux' ? await displayOrNone() : undefined
  const started = spawn('npm', ['run', '--silent', name, '--', ...args(report)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...libraryPathVariable(installed()),
      ...env?.(report),
      ...screen?.env,
      NO_COLOR: '1',
    },
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  })
  children.add(started)
  const { code, output } = await outcome(started)
  children.delete(started)
  screen?.close()
  const counts = count(kind, readJson(report), code)
  if (counts.failed > 0) console.log(`\n=== ${name}: ${counts.failed} failed\n${output.trim()}\n`)
  return counts
}

/** The tests that need it then fail, and say so, below the message that says why. */
async function displayOrNone() {
  try {
    await requireWindowLibraries(installed().electron)
    return await openDisplay()
  } catch (error) {
    explain(error)
    return undefined
  }
}

function outcome(child) {
  return new Promise(resolve => {
    let output = ''
    const take = chunk => {
      output += chunk
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', error => resolve({ code: 1, output: error.message }))
    child.on('close', code => resolve({ code: code ?? 1, output }))
  })
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Ends the runner with everything it started, then itself. */
function end(signal) {
  for (const child of children) {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
    } catch {
      // It ended already.
    }
  }
  interrupt()
  process.exit(130)
}
