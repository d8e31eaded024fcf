import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { system } from './cache.mjs'
import { importFrom } from './import-installed.mjs'
import * as log from './log.mjs'
import { say } from './messages.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'
import { throwIfInterrupted } from './run-command.mjs'

const firstAnswer = 8_000
const nextAnswer = 30_000

export const officialName = version => `electron-${version}-${system}`

/** The download that the electron package's own install.js makes, into `folder`, ended when no byte comes for a while. */
export async function downloadElectron(version, folder) {
  const { downloadArtifact, ElectronDownloadCacheMode } = await importFrom('electron', '@electron/get')
  const { extract } = await importFrom('electron', '@electron-internal/extract-zip')
  const checksums = createRequire(path.join(root, 'package.json'))('electron/checksums.json')
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(new Error('no answer')), firstAnswer)
  const zip = await step(say('step.electron.official', { version }), report =>
    downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums,
      tempDirectory: folder,
      cacheMode: ElectronDownloadCacheMode.ReadOnly,
      downloadOptions: {
        quiet: true,
        signal: silence.signal,
        getProgressCallback: ({ transferred, total }) => {
          throwIfInterrupted()
          report(transferred, total)
          clearTimeout(timer)
          timer = setTimeout(() => silence.abort(new Error('stalled')), nextAnswer)
        },
      },
    }),
  ).finally(() => clearTimeout(timer))
  await step(say('step.electron.unpack'), () => extract(zip, { dir: folder }))
  await rm(path.dirname(zip), { recursive: true, force: true })
  log.write(`Electron ${version} unpacked`)
}
