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
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

test('an import that is killed half-way leaves no data set, and the next start clears away what is left of it', async () => {
  const data = join(folder.path, 'shapes')
  const home = join(folder.path, 'home')
  await makeShapes(data, { classes: 2, images: 400, side: 8 })
  const workerFile = await bundleDecoder()
  const program = await bundleProgram('test/fixtures/import-program.ts', 'import-program.mjs')
  const child = spawn(process.execPath, [program, home, data, workerFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')

  const left = await readdir(join(home, 'datasets'))
  expect(left).toEqual([expect.stringMatching(`^\\.importing-shapes-.*-${child.pid}$`)])
  expect(await readdir(join(home, 'datasets', left[0]!))).not.toContain('dataset.json')
  const decoder = createDecoder({ workerFile })
  expect(await createDatasets({ home, samplesFolder: '', decoder }).list()).toEqual([])
  expect(await readdir(join(home, 'datasets'))).toEqual([])
}, 30_000)
