import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { cached, system } from './cache.mjs'
import { tensorflowPackage } from './installed.mjs'
import { say } from './messages.mjs'
import { asProblem } from './problem.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'
import { run } from './run-command.mjs'

const name = 'tfjs_binding.node'

/** Builds the package's own source against `library`; Node-API keeps it good for every Node and for Electron. */
export async function buildBinding(library, variant) {
  const { version } = JSON.parse(readFileSync(path.join(tensorflowPackage, 'package.json'), 'utf8'))
  const title = say('step.tensorflow.build')
  const folder = await cached(`binding-${version}-tensorflow-${variant}-${system}`, async staging => {
    await step(title, () => build(library, staging)).catch(error => {
      throw asProblem(error, title)
    })
  })
  return path.join(folder, name)
}

async function build(library, staging) {
  const work = path.join(staging, 'work')
  mkdirSync(path.join(work, 'deps'), { recursive: true })
  for (const item of ['binding', 'binding.gyp', 'package.json'])
    cpSync(path.join(tensorflowPackage, item), path.join(work, item), { recursive: true })
  for (const item of ['lib', 'include']) symlinkSync(path.join(library, item), path.join(work, 'deps', item))
  const gyp = path.join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  const defines = [
    'module_name=tfjs_binding',
    `module_path=${path.join(work, 'out')}`,
    'napi_build_version=8',
  ]
  await run(
    process.execPath,
    [gyp, 'rebuild', ...headers(staging), '--', ...defines.map(define => `-D${define}`)],
    { cwd: work },
  )
  renameSync(path.join(work, 'out', name), path.join(staging, name))
  rmSync(work, { recursive: true })
}

/** The running Node's own headers when they came with it, so that nothing is downloaded. */
function headers(staging) {
  const prefix = path.dirname(path.dirname(process.execPath))
  if (existsSync(path.join(prefix, 'include', 'node', 'node_api.h'))) return [`--nodedir=${prefix}`]
  return [`--devdir=${path.join(staging, 'work', 'headers')}`]
}
