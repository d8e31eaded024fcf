import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

// Runs package.json's `lenslet.check`, two at a time; prints only what failed. `--report <file>` writes the counts.
const { lenslet } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const waiting = [...lenslet.check]
const results = []

await Promise.all([worker(), worker()])

const failed = results.filter(result => !result.ok)
for (const { name, command, output } of failed)
  process.stdout.write(`\n--- ${name}: ${command}\n${output.trim()}\n`)
const report = process.argv[process.argv.indexOf('--report') + 1]
if (process.argv.includes('--report')) {
  mkdirSync(path.dirname(report), { recursive: true })
  writeFileSync(
    report,
    JSON.stringify({ passed: results.length - failed.length, failed: failed.length, results }, null, 2),
  )
}
process.exitCode = failed.length > 0 ? 1 : 0

async function worker() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.push(await check(next))
}

function check({ name, command }) {
  const bin = path.join(root, 'node_modules', '.bin')
  return new Promise(resolve => {
    const child = spawn(command, {
      cwd: root,
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
    })
    let output = ''
    const take = chunk => {
      output += chunk
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', error => take(error.message))
    child.on('close', code => resolve({ name, command, ok: code === 0, output }))
  })
}
