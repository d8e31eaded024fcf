import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { bindingFile, tensorflowPackage } from './installed.mjs'
import { say } from './messages.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'
import { run } from './run-command.mjs'

/** The package's own install script: an older TensorFlow for every system, and its prebuilt binding. */
export async function installPackageTensorflow(nvidia) {
  const bin = path.join(root, 'node_modules', '.bin')
  const lib = path.join(tensorflowPackage, 'deps', 'lib')
  await step(
    say('step.tensorflow.package'),
    () =>
      run(process.execPath, ['scripts/install.js', nvidia ? 'gpu' : 'cpu', 'download'], {
        cwd: tensorflowPackage,
        env: { PATH: `${bin}${path.delimiter}${process.env.PATH}` },
        stallAfter: 600_000,
      }),
    { folder: path.join(tensorflowPackage, 'deps') },
  )
  // The script ends well even where its last command failed.
  if (!existsSync(bindingFile) || readdirSync(lib).length === 0)
    throw new Error(`${bindingFile} is not there`)
  return [lib]
}
