import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { bundleDecoder } from '../../../test/fixtures/bundle-decoder.ts'
import { makeShapes, temporaryFolder } from '../../../test/fixtures/make-dataset.ts'
import type { Preprocessing } from '../../shared/contract/data.ts'
import { createDecoder, type Decoder } from '../decode/decoder.ts'
import { createScanAhead, type ScanAhead } from './scan-ahead.ts'

const small: Preprocessing = { shape: { height: 8, width: 8, channels: 1 }, color: 'grey', fit: 'pad' }

let decoder: Decoder
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let data: string
let ahead: ScanAhead

beforeAll(async () => {
  decoder = createDecoder({ workerFile: await bundleDecoder() })
})
afterAll(() => decoder.close())
beforeEach(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'shapes')
  ahead = createScanAhead(decoder)
})
afterEach(() => folder.remove())

const nameOf = (address: string) => /preview\/(.*)\.png$/.exec(address)![1]!
const isPng = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1', 1, 4) === 'PNG'
const quietly = () => {}

test('what an import would find is told before anything is kept', async () => {
  for (const part of ['train', 'test'])
    await makeShapes(join(data, part), { classes: 2, images: part === 'train' ? 6 : 2, side: 40 })
  await writeFile(join(data, 'train', 'bars', '0.png'), 'no picture')
  await writeFile(join(data, 'train', 'bars', 'notes.txt'), 'none either')
  const found = await ahead.scan([data], 'auto', quietly)
  expect(found).toMatchObject({
    ok: true,
    value: {
      name: 'shapes',
      pictures: 17,
      classes: [
        { name: 'bars', images: 9 },
        { name: 'circle', images: 8 },
      ],
      labelledBy: ['folders'],
      given: { train: 13, validation: 0, test: 4 },
      unsure: 1,
      unusable: 0,
    },
  })
  if (!found.ok) return
  const { examples } = found.value
  // The first file of bars is no picture, and another takes its place.
  expect(examples.map(({ className }) => className).sort()).toEqual([
    ...Array(4).fill('bars'),
    ...Array(4).fill('circle'),
  ])
  expect(examples.every(({ before }) => isPng(ahead.png(nameOf(before))))).toBe(true)
  expect(await readdir(folder.path)).toEqual(['shapes'])

  const first = await ahead.prepare(small)
  const second = await ahead.prepare({ ...small, fit: 'stretch' })
  expect(first.length).toBe(8)
  expect([...first, ...second].every(address => isPng(ahead.png(nameOf(address!))))).toBe(true)
  await ahead.prepare(small)
  expect(ahead.png(nameOf(first[0]!))).toBeUndefined()
})

test('classes are told by names, by hand, or not at all, and that is said', async () => {
  await makeShapes(data, { classes: 2, images: 2, side: 16 })
  const flat = join(folder.path, 'flat')
  await mkdir(flat)
  for (const shape of ['bars', 'circle'])
    for (const number of [1, 2])
      await copyFile(join(data, shape, `${number}.png`), join(flat, `${shape}_${number}.png`))
  expect(await ahead.scan([flat], 'auto', quietly)).toMatchObject({
    value: { labelledBy: ['prefix'], classes: [{ name: 'bars', images: 2 }, { name: 'circle' }] },
  })
  expect(await ahead.scan([flat], 'hand', quietly)).toMatchObject({
    value: { labelledBy: ['hand'], classes: [{ images: 4 }] },
  })
  expect(await ahead.scan([join(data, 'bars')], 'auto', quietly)).toMatchObject({
    problem: { code: 'data.one-class' },
  })
})

test('another scan ends the one before', async () => {
  await makeShapes(data, { classes: 2, images: 3, side: 16 })
  const [first, second] = await Promise.all([
    ahead.scan([data], 'auto', quietly),
    ahead.scan([data], 'auto', quietly),
  ])
  expect(first).toMatchObject({ problem: { code: 'data.cancelled' } })
  expect(second.ok).toBe(true)
})
