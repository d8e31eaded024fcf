import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const project = join(import.meta.dirname, 'tsconfig.json')
const { stdout } = spawnSync('svelte-check', ['--tsconfig', project, '--output', 'machine'], {
  encoding: 'utf8',
})

if (!stdout.includes('Planted.svelte') || !/COMPLETED \d+ FILES [1-9]\d* ERRORS/.test(stdout)) {
  console.error(`svelte-check did not find the planted type error:\n${stdout}`)
  process.exitCode = 1
}
