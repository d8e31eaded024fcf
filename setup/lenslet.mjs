import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { build } from './build.mjs'
import { libraryPathVariable } from './installed.mjs'
import { root } from './root.mjs'
import { orExplain, setup } from './setup.mjs'

const found = await orExplain(async () => {
  const parts = await setup()
  await build()
  return parts
})

const program = path.join(root, 'out', 'main', 'cli.js')
const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...libraryPathVariable(found) },
})
// A terminal's Ctrl-C reaches the command as well; it saves what it has and ends by itself.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('close', (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]))
