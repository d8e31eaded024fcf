import { spawn } from 'node:child_process'
import os from 'node:os'
import { build } from './build.mjs'
import { openDisplay } from './display.mjs'
import { libraryPathVariable } from './installed.mjs'
import { say } from './messages.mjs'
import { Problem } from './problem.mjs'
import { line } from './progress.mjs'
import { root } from './root.mjs'
import { sandboxArguments } from './sandbox.mjs'
import { orExplain, setup } from './setup.mjs'
import { requireWindowLibraries } from './system-packages.mjs'

const { found, display } = await orExplain(async () => {
  const found = await setup()
  await requireWindowLibraries(found.electron)
  await build()
  return { found, display: await displayForWindow() }
})

const { electron } = found
const { args, reason } = sandboxArguments(electron)
if (reason !== undefined) line(say('note.sandbox', { reason: say(`reason.${reason}`) }))

const child = spawn(electron, [...args, root, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...libraryPathVariable(found), ...display?.env },
})
// A terminal's Ctrl-C reaches Electron as well; it asks about a running training and ends by itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', error => {
  display?.close()
  line(say('problem.electron', { found: error.message }))
  process.exit(1)
})
child.on('close', (code, signal) => {
  display?.close()
  process.exit(code ?? 128 + os.constants.signals[signal])
})

async function displayForWindow() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined
  if (process.env.LENSLET_XVFB !== '1') throw new Problem('display')
  return await openDisplay()
}
