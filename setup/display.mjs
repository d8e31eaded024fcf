import { spawn } from 'node:child_process'
import { debianPackages } from './pinned.mjs'
import { Problem } from './problem.mjs'
import { which } from './run-command.mjs'
import { commandFor } from './system-packages.mjs'

/** An invisible display of its own: Xvfb takes the first free number and tells which. */
export async function openDisplay() {
  if (which('Xvfb') === undefined) throw new Problem('xvfb', { command: commandFor(debianPackages.display) })
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // Ctrl-C is for the application, which still draws while it ends.
    detached: true,
  })
  let complaint = ''
  server.stderr.on('data', chunk => {
    complaint += chunk
  })
  const close = () => server.kill()
  process.once('exit', close)
  const number = await new Promise((resolve, reject) => {
    let text = ''
    server.stdio[3].on('data', chunk => {
      text += chunk
      if (text.includes('\n')) resolve(text.trim())
    })
    server.on('error', reject)
    server.on('exit', code => reject(new Error(`Xvfb ended with ${code}: ${complaint.trim()}`)))
  })
  return { env: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' }, close }
}
