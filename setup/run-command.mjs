import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import * as log from './log.mjs'

export class CommandFailed extends Error {
  constructor(command, code, output, cause) {
    super(`${command} ended with ${code}`, { cause })
    this.exitCode = code
    this.output = output
  }
}

export class Interrupted extends Error {}

const running = new Set()
let interrupted = false

/** Runs a command to its end; its output goes to the log and comes back. Rejects when it fails, hangs or is interrupted. */
export function run(command, args, { cwd, env, stallAfter } = {}) {
  if (interrupted) return Promise.reject(new Interrupted())
  log.write(`$ ${[command, ...args].join(' ')}`)
  return new Promise((resolve, reject) => {
    // A process group of its own: Ctrl-C reaches set-up alone, which then ends the whole group.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32' && !path.isAbsolute(command),
    })
    running.add(child)
    let output = ''
    let timer
    const heard = () => {
      clearTimeout(timer)
      if (stallAfter !== undefined) timer = setTimeout(giveUp, stallAfter)
    }
    const giveUp = () => {
      output += '\nstalled: no answer'
      stop(child)
    }
    const take = chunk => {
      output = (output + chunk).slice(-200_000)
      log.write(String(chunk).trimEnd())
      heard()
    }
    heard()
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', error => settle(() => reject(new CommandFailed(command, error.code, output, error))))
    child.on('close', (code, signal) =>
      settle(() => {
        if (interrupted) reject(new Interrupted())
        else if (code === 0) resolve(output)
        else reject(new CommandFailed(command, code ?? signal, output))
      }),
    )
    function settle(then) {
      clearTimeout(timer)
      running.delete(child)
      then()
    }
  })
}

function stop(child) {
  try {
    if (process.platform === 'win32') child.kill()
    else process.kill(-child.pid, 'SIGTERM')
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Runs `work` so that Ctrl-C ends the commands that it runs, and then itself: rejects with `Interrupted`. */
export async function interruptible(work) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, interrupt)
  try {
    const result = await work()
    throwIfInterrupted()
    return result
  } finally {
    for (const signal of signals) process.removeListener(signal, interrupt)
  }
}

export function interrupt() {
  interrupted = true
  for (const child of running) stop(child)
}

export function throwIfInterrupted() {
  if (interrupted) throw new Interrupted()
}

/** The full path of a program, or undefined. */
export function which(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder || '.', name + ending)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        // Not here.
      }
    }
  }
  return undefined
}
