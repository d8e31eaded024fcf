import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { buildBinding } from './build-binding.mjs'
import { cached, system } from './cache.mjs'
import { bindingFile, tensorflowPackage } from './installed.mjs'
import { say } from './messages.mjs'
import { tensorflowWheels as pinned } from './pinned.mjs'
import { asProblem } from './problem.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'
import { run } from './run-command.mjs'

export const hasNvidia = () =>
  spawnSync('nvidia-smi', ['-L'], { stdio: 'ignore', timeout: 20_000 }).status === 0

/** Library and binding from the cache, made when they are not there; linked into the npm package. */
export async function installWheelTensorflow(kind) {
  const library = await cached(`tensorflow-${pinned.version}-${kind}-${system}`, folder =>
    fetchLibrary(kind, folder),
  )
  const binding = await buildBinding(library, `${pinned.version}-${kind}`)
  // The binding looks for its library in ../../deps/lib, from where it lies itself.
  rmSync(path.join(tensorflowPackage, 'deps'), { recursive: true, force: true })
  mkdirSync(path.join(tensorflowPackage, 'deps'), { recursive: true })
  symlinkSync(path.join(library, 'lib'), path.join(tensorflowPackage, 'deps', 'lib'))
  mkdirSync(path.dirname(bindingFile), { recursive: true })
  cpSync(binding, `${bindingFile}.new`)
  renameSync(`${bindingFile}.new`, bindingFile)
  return [path.join(library, 'lib'), ...nvidiaFolders(library)]
}

async function fetchLibrary(kind, folder) {
  const title = say('step.tensorflow.wheel', { version: pinned.version })
  const work = path.join(folder, '.work')
  mkdirSync(work)
  try {
    await step(title, () => download(kind, work), { bytes: pinned[kind].bytes, folder: work })
    await step(say('step.tensorflow.unpack'), () => unpack(work, folder))
  } catch (error) {
    throw asProblem(error, title)
  }
  rmSync(work, { recursive: true })
}

/** Any Python will do: the wheel for 3.11 is asked for by name, since only its libraries are used. */
async function download(kind, work) {
  const platforms = ['manylinux_2_27_x86_64', 'manylinux2014_x86_64', 'manylinux2010_x86_64']
  const target = [
    '--only-binary=:all:',
    '--implementation=cp',
    '--python-version=3.11',
    '--abi=cp311',
    '--abi=none',
  ]
  const requirements = path.join(root, 'setup', pinned[kind].requirements)
  await run(
    'python3',
    [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--require-hashes',
      '--no-cache-dir',
      '--progress-bar=off',
      '--retries=2',
      '--timeout=30',
      ...target,
    ]
      .concat(platforms.map(platform => `--platform=${platform}`))
      .concat(['--dest', work, '--requirement', requirements]),
    { env: { TMPDIR: work } },
  )
}

async function unpack(work, folder) {
  const wheels = readdirSync(work).filter(name => name.endsWith('.whl'))
  await run('python3', [
    path.join(root, 'setup', 'unpack-wheel.py'),
    work,
    ...wheels.map(name => path.join(work, name)),
  ])
  const from = path.join(work, 'tensorflow')
  const lib = path.join(folder, 'lib')
  mkdirSync(lib)
  for (const [file, linkName] of [
    ['libtensorflow_cc.so.2', 'libtensorflow.so'],
    ['libtensorflow_framework.so.2', 'libtensorflow_framework.so'],
  ]) {
    renameSync(path.join(from, file), path.join(lib, file))
    symlinkSync(file, path.join(lib, linkName))
  }
  renameSync(path.join(from, 'include'), path.join(folder, 'include'))
  if (existsSync(path.join(work, 'nvidia')))
    renameSync(path.join(work, 'nvidia'), path.join(folder, 'nvidia'))
}

/** TensorFlow opens NVIDIA's libraries by name, so their folders belong on the worker's library path. */
function nvidiaFolders(library) {
  const nvidia = path.join(library, 'nvidia')
  if (!existsSync(nvidia)) return []
  return readdirSync(nvidia)
    .map(name => path.join(nvidia, name, 'lib'))
    .filter(folder => existsSync(folder))
}
