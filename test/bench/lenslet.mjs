import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from '../../setup/build.mjs'
import { libraryPathVariable } from '../../setup/installed.mjs'
import { root } from '../../setup/root.mjs'
import { orExplain, setup } from '../../setup/setup.mjs'

/** Installs and builds what is missing; answers how to run Lenslet, and its versions. */
export async function prepareLenslet() {
  const env = await orExplain(async () => {
    const parts = await setup()
    await build()
    return { ...process.env, ...libraryPathVariable(parts) }
  })
  const { versions } = await runLenslet(env, ['doctor'])
  return { env, versions }
}

/** Lenslet's own `bench`, one process a round. */
export function openLenslet({ env }, name, { network, batch, precision, engine }) {
  const conditions = { network, batch, precision, engine }
  const args = Object.entries(conditions).flatMap(([option, value]) => [`--${option}`, String(value)])
  return {
    name,
    measure: async seconds => {
      const { imagesPerSecond } = await runLenslet(env, ['bench', ...args, '--seconds', String(seconds)])
      return imagesPerSecond
    },
    close: () => undefined,
  }
}

/** The last line that a verb prints. */
async function runLenslet(env, args) {
  const program = path.join(root, 'out', 'main', 'cli.js')
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, '--json'], { env })
    return JSON.parse(stdout.trim().split('\n').at(-1))
  } catch (error) {
    throw new Error(error.stderr?.trim().split('\n')[0] || error.message)
  }
}
