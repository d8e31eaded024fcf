import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleDecoder } from '../../test/fixtures/bundle-decoder.ts'
import { bundleProgram } from '../../test/fixtures/bundle-program.ts'
import { makeShapes, temporaryFolder } from '../../test/fixtures/make-dataset.ts'
import { createDecoder } from './decode/decoder.ts'
import { createDatasets } from './service.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let data: string
let workerFile: string
let program: string
beforeAll(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'shapes')
  await makeShapes(data, { classes: 2, images: 50, side: 8 })
  workerFile = await bundleDecoder()
  program = await bundleProgram('test/fixtures/import-program.ts', 'import-program.mjs')
}, 60_000)
afterAll(() => folder.remove())

test.each([
  ['when it has opened its first file', 'open', 2],
  ['half-way', 'write', 150],
  ['when everything is written, and nothing surely on the disk', 'finish', 1],
  ['when everything is on the disk, just before it would exist', 'finish', 7],
])(
  'an import that is killed %s leaves no data set, and the next start clears away what is left of it',
  async (_, operation, times) => {
    const home = join(folder.path, `${operation}-${times}`)
    const child = spawn(process.execPath, [program, home, data, workerFile, operation, String(times)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])

    const left = await readdir(join(home, 'datasets'))
    expect(left).toEqual([expect.stringMatching(`^\\.importing-shapes-.*-${child.pid}$`)])
    const decoder = createDecoder({ workerFile })
    expect(await createDatasets({ home, samplesFolder: '', decoder }).list()).toEqual([])
    expect(await readdir(join(home, 'datasets'))).toEqual([])
  },
  30_000,
)
