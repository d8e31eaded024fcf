import { chmod, cp, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bundleDecoder } from '../../test/fixtures/bundle-decoder.ts'
import {
  badFileNames,
  drawShape,
  encode,
  encodeIdx,
  makeBadFiles,
  makeShapes,
  strangeNames,
  temporaryFolder,
} from '../../test/fixtures/make-dataset.ts'
import type { DatasetSummary, ImportOptions, ImportProgress } from '../shared/contract/data.ts'
import { messagesFor, sayProblem } from '../shared/messages/messages.ts'
import { createDecoder, type Decoder } from './decode/decoder.ts'
import { seededRandom } from './random.ts'
import { createDatasets } from './service.ts'
import { openSink } from './store/file-sink.ts'

const samplesFolder = join(import.meta.dirname, '../../assets/samples')
const options: ImportOptions = {
  shape: { height: 32, width: 32, channels: 1 },
  color: 'grey',
  fit: 'pad',
  validation: 0.2,
  test: 0.2,
  seed: 42,
}

let decoder: Decoder
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let home: string
let data: string

beforeAll(async () => {
  decoder = createDecoder({ workerFile: await bundleDecoder() })
})
afterAll(() => decoder.close())
beforeEach(async () => {
  folder = await temporaryFolder()
  home = join(folder.path, 'home')
  data = join(folder.path, 'my shapes')
})
afterEach(() => folder.remove())

const datasetsAt = (home: string) => createDatasets({ home, samplesFolder, decoder })
const quietly = { onProgress: () => {}, signal: new AbortController().signal }
const importPaths = (paths: readonly string[], changes: Partial<ImportOptions> = {}) =>
  datasetsAt(home).import({ kind: 'paths', paths }, { ...options, ...changes }, quietly)

async function imported(paths: readonly string[], changes: Partial<ImportOptions> = {}) {
  const result = await importPaths(paths, changes)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

async function refused(paths: readonly string[]) {
  const result = await importPaths(paths)
  // Whatever is refused leaves nothing behind.
  expect(await readdir(join(home, 'datasets')).catch(() => [])).toEqual([])
  return result.ok ? undefined : result.problem
}

async function problemsOf(dataset: DatasetSummary) {
  const found = await datasetsAt(home).problems(dataset.id)
  return found.ok ? found.value : []
}

/** The sum that interface.md promises. */
async function expectSum(dataset: DatasetSummary) {
  const unusable = (await problemsOf(dataset)).filter(({ used }) => !used).length
  expect(dataset.images + unusable + dataset.skipped).toBe(dataset.files)
}

describe('a folder of class folders', () => {
  test('becomes a data set that can be listed, opened, shown and removed', async () => {
    const classes = await makeShapes(data, { classes: 3, images: 20 })
    const dataset = await imported([data])
    expect(dataset).toMatchObject({
      name: 'my shapes',
      images: 60,
      files: 60,
      skipped: 0,
      problemCount: 0,
      split: { train: 36, validation: 12, test: 12 },
      sample: null,
    })
    expect(dataset.id).toMatch(/^my-shapes-[0-9a-f]{6}$/)
    expect(dataset.classes.map(({ name, images }) => [name, images])).toEqual(classes.map(name => [name, 20]))

    const datasets = datasetsAt(home)
    expect(await datasets.list()).toEqual([dataset])
    expect(await datasets.get(dataset.id)).toEqual({ ok: true, value: dataset })
    const page = await datasets.pictures({ datasetId: dataset.id, classIndex: 1, offset: 5, limit: 3 })
    expect(page.ok && page.value.total).toBe(20)
    expect(page.ok && page.value.pictures.map(({ index, source }) => [index, basename(source)])).toEqual([
      [25, '6.png'],
      [26, '7.png'],
      [27, '8.png'],
    ])
    expect(await datasets.pixels(dataset.id, 60)).toMatchObject({ ok: false })
    expect(await datasets.remove(dataset.id)).toEqual({ ok: true, value: null })
    expect(await datasets.get(dataset.id)).toMatchObject({ problem: { code: 'data.not-found' } })
    expect(await readdir(join(home, 'datasets'))).toEqual([])
  })

  test('that could not be opened once is opened when that is put right', async () => {
    await makeShapes(data, { classes: 2, images: 3 })
    const { id } = await imported([data])
    const labels = join(home, 'datasets', id, 'labels.u16')
    const datasets = datasetsAt(home)
    const firstPage = () => datasets.pictures({ datasetId: id, classIndex: 0, offset: 0, limit: 1 })
    await rename(labels, `${labels}.away`)
    await expect(firstPage()).rejects.toThrow('ENOENT')
    await rename(`${labels}.away`, labels)
    expect(await firstPage()).toMatchObject({ ok: true })
  })

  test('is stored as README.md says, and comes out the same a second time', async () => {
    await makeShapes(data, { classes: 3, images: 10 })
    const [first, second] = [await imported([data]), await imported([data])]
    const stored = join(home, 'datasets', first.id)
    expect((await readdir(stored)).sort()).toEqual([
      'dataset.json',
      'files.ndjson',
      'images.u8',
      'labels.u16',
      'problems.ndjson',
      'sizes.u16',
      'split.u8',
    ])
    const [images, labels, split] = await Promise.all(
      ['images.u8', 'labels.u16', 'split.u8'].map(name => readFile(join(stored, name))),
    )
    expect([images!.length, labels!.length, split!.length]).toEqual([30 * 32 * 32, 60, 30])
    expect([0, 10, 29].map(index => labels!.readUInt16LE(2 * index))).toEqual([0, 1, 2])
    const eleventh = await datasetsAt(home).pixels(first.id, 11)
    expect(eleventh.ok && images!.subarray(11 * 1024, 12 * 1024).equals(eleventh.value.pixels)).toBe(true)
    expect(second.fingerprint).toBe(first.fingerprint)
    expect((await imported([data], { seed: 7 })).fingerprint).not.toBe(first.fingerprint)
  })

  test('tells its classes in the order a person counts, with nested files and without debris', async () => {
    const picture = await encode(new Uint8Array(64), { height: 8, width: 8, channels: 1 }, 'png')
    for (const path of ['10/a.png', '9/b.png', '9/deep/er/c.png', '100/d.png', 'only notes/readme.txt'])
      await put(path, picture.subarray(path.endsWith('txt') ? picture.length : 0))
    for (const path of ['.DS_Store', '9/Thumbs.db', '9/.hidden.png', '__MACOSX/9/b.png', '9/list.csv'])
      await put(path, Buffer.from('x,y'))
    const dataset = await imported([data])
    expect(dataset.classes.map(({ name, images }) => [name, images])).toEqual([
      ['9', 2],
      ['10', 1],
      ['100', 1],
    ])
    expect([dataset.files, dataset.skipped, dataset.problemCount]).toEqual([10, 6, 0])
    await expectSum(dataset)
  })

  test('lists every file that can not be used, in sentences of both languages, and uses the rest', async () => {
    await makeShapes(data, { classes: 2, images: 12, formats: ['png', 'jpeg', 'webp', 'gif', 'tiff', 'bmp'] })
    await makeBadFiles(join(data, 'circle'))
    await put('beside.png', await encode(new Uint8Array(64), { height: 8, width: 8, channels: 1 }, 'png'))
    const dataset = await imported([data])
    expect(dataset.images).toBe(24)
    await expectSum(dataset)
    const problems = await problemsOf(dataset)
    const codes = Object.fromEntries(problems.map(({ path, problem }) => [basename(path), problem.code]))
    expect(codes).toEqual({
      [badFileNames.brokenPng]: 'data.unreadable-picture',
      [badFileNames.truncatedJpeg]: 'data.unreadable-picture',
      [badFileNames.truncatedPng]: 'data.unreadable-picture',
      [badFileNames.text]: 'data.not-a-picture',
      [badFileNames.empty]: 'data.not-a-picture',
      [badFileNames.huge]: 'data.too-large',
      [badFileNames.heic]: 'data.unreadable-picture',
      [badFileNames.dangling]: 'data.unreadable-file',
      'beside.png': 'data.no-class',
    })
    for (const language of ['en', 'zh-CN'] as const)
      for (const { problem } of problems)
        expect(sayProblem(messagesFor(language), problem)).not.toMatch(/undefined|\[object/)
  })

  test('may hold names that trip programs up', async () => {
    const picture = await encode(new Uint8Array(64), { height: 8, width: 8, channels: 1 }, 'png')
    for (const kind of ['猫 🐈', 'it\'s "quoted"'])
      for (const name of strangeNames) await put(`${kind}/${name}`, picture)
    const dataset = await imported([data])
    expect(dataset).toMatchObject({ images: 2 * strangeNames.length, problemCount: 0 })
    const page = await datasetsAt(home).pictures({
      datasetId: dataset.id,
      classIndex: 0,
      offset: 0,
      limit: 100,
    })
    expect(page.ok && page.value.pictures.map(({ source }) => basename(source)).sort()).toEqual(
      [...strangeNames].sort(),
    )
    expect((await imported([data], { name: '狗' })).id).toMatch(/^dataset-/)
  })

  test('with links in a circle comes to an end', async () => {
    await makeShapes(data, { classes: 2, images: 3 })
    await symlink(data, join(data, 'circle', 'back'))
    await symlink('loop', join(data, 'circle', 'loop'))
    const dataset = await imported([data])
    expect(dataset.images).toBe(6)
    await expectSum(dataset)
  })

  test.skipIf(process.getuid?.() === 0)('with files and folders that may not be read goes on', async () => {
    await makeShapes(data, { classes: 2, images: 3 })
    await mkdir(join(data, 'circle', 'closed'))
    await chmod(join(data, 'circle', 'closed'), 0)
    await chmod(join(data, 'circle', '1.png'), 0)
    const dataset = await imported([data])
    expect(dataset).toMatchObject({ images: 5, problemCount: 2 })
    await expectSum(dataset)
    await chmod(join(data, 'circle', 'closed'), 0o700)
    await chmod(data, 0)
    expect(await importPaths([data])).toMatchObject({ problem: { code: 'data.unreadable-folder' } })
    await chmod(data, 0o700)
  })

  test('called train and test inside keeps that division', async () => {
    await makeShapes(join(data, 'train'), { classes: 2, images: 10 })
    await makeShapes(join(data, 'test'), { classes: 2, images: 4, seed: 2 })
    const dataset = await imported([data])
    expect(dataset.split).toEqual({ train: 16, validation: 4, test: 8 })
    expect(dataset.classes.map(({ name }) => name)).toEqual(['bars', 'circle'])
  })

  test('may lie in a folder of its own, or come as its class folders', async () => {
    await makeShapes(join(data, 'unpacked'), { classes: 2, images: 4 })
    const nested = await imported([data])
    const dropped = await imported([join(data, 'unpacked', 'circle'), join(data, 'unpacked', 'bars')])
    expect(nested.name).toBe('my shapes')
    expect(dropped.classes.map(({ name }) => name)).toEqual(['bars', 'circle'])
    expect(dropped.fingerprint).toBe(nested.fingerprint)
  })
})

describe('what is refused whole', () => {
  test('nothing there, no pictures, one class', async () => {
    expect(await refused([data])).toEqual({ code: 'data.path-not-found', params: { path: data } })
    await put('words/poem.txt', Buffer.from('words'))
    await put('more words/poem.txt', Buffer.from('words'))
    expect(await refused([data])).toEqual({ code: 'data.no-pictures', params: { path: data, files: 2 } })
    await makeShapes(data, { classes: 1, images: 3 })
    expect(await refused([data])).toEqual({ code: 'data.one-class', params: { path: data, found: 'bars' } })
    expect(await refused([join(data, 'bars')])).toMatchObject({ code: 'data.one-class' })
    expect(await refused([join(data, 'bars', '1.png')])).toMatchObject({ code: 'data.one-class' })
  })
})

test('fractions that leave too little to train on are refused, up to there they are taken', async () => {
  await makeShapes(data, { classes: 2, images: 20 })
  const refusal = { code: 'data.split-too-large', params: { validation: 0.9, test: 0.9 } }
  expect(await importPaths([data], { validation: 0.9, test: 0.9 })).toEqual({ ok: false, problem: refusal })
  expect((await imported([data], { validation: 0.55, test: 0.35 })).split).toEqual({
    train: 4,
    validation: 22,
    test: 14,
  })
})

describe('IDX files', () => {
  const size = { height: 28, width: 28 }
  const count = 40
  const pictures = Buffer.concat(
    Array.from({ length: count }, (_, index) =>
      drawShape(index % 4, { ...size, channels: 1 }, seededRandom(index)),
    ),
  )
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 4)

  test('become a data set, gzipped or not, with the test set that they bring', async () => {
    await put('train-images-idx3-ubyte', encodeIdx(pictures, size))
    await put('train-labels.idx1-ubyte', encodeIdx(labels))
    expect(await refused([data])).toMatchObject({ code: 'data.idx-no-labels' })
    await put('train-labels-idx1-ubyte.gz', encodeIdx(labels, undefined, true))
    await put('t10k-images-idx3-ubyte.gz', encodeIdx(pictures.subarray(0, 10 * 784), size, true))
    await put('t10k-labels-idx1-ubyte.gz', encodeIdx(labels.subarray(0, 10), undefined, true))
    await put('readme.md', Buffer.from('MNIST'))
    const dataset = await imported([data])
    expect(dataset).toMatchObject({
      images: 50,
      split: { train: 32, validation: 8, test: 10 },
      problemCount: 0,
    })
    expect(dataset.classes.map(({ name }) => name)).toEqual(['0', '1', '2', '3'])
    await expectSum(dataset)
    const files = ['train-images-idx3-ubyte', 't10k-images-idx3-ubyte.gz'].map(name => join(data, name))
    expect((await imported(files)).fingerprint).toBe(dataset.fingerprint)
  })

  test('give the same data set as the same pictures in PNG files', async () => {
    const black = pictures.map((value, index) => (isBorder(index % 784) ? 0 : value))
    await put('images-idx3-ubyte', encodeIdx(black, size))
    await put('labels-idx1-ubyte', encodeIdx(labels))
    const folders = join(folder.path, 'as files')
    const order = [0, 1, 2, 3].flatMap(label => [...labels.keys()].filter(index => labels[index] === label))
    for (const [place, index] of order.entries()) {
      const picture = black.subarray(index * 784, (index + 1) * 784)
      const target = join(folders, String(labels[index]))
      await mkdir(target, { recursive: true })
      await writeFile(join(target, `${place}.png`), await encode(picture, { ...size, channels: 1 }, 'png'))
    }
    const [idx, files] = [await imported([data]), await imported([folders])]
    const service = datasetsAt(home)
    for (const [place, index] of order.entries())
      expect(await service.pixels(files.id, place)).toEqual(await service.pixels(idx.id, index))
  })

  test('that are damaged or do not belong together are refused', async () => {
    await put('train-labels-idx1-ubyte', encodeIdx(labels))
    const images = join(data, 'train-images-idx3-ubyte')
    const faultOf = async (bytes: Uint8Array) => {
      await put('train-images-idx3-ubyte', bytes)
      return refused([data])
    }
    const whole = encodeIdx(pictures, size)
    const zipped = encodeIdx(pictures, size, true)
    expect(await faultOf(whole.subarray(0, 5000))).toEqual({
      code: 'data.idx-invalid',
      params: { path: images, fault: { kind: 'cut-off', expected: whole.length, found: 5000 } },
    })
    expect(await faultOf(zipped.subarray(0, zipped.length / 2))).toMatchObject({
      params: { fault: { kind: 'damaged' } },
    })
    expect(await faultOf(encodeIdx(pictures.subarray(784), size))).toMatchObject({
      params: { fault: { kind: 'count', pictures: 39, labels: 40 } },
    })
  })
})

const isBorder = (index: number) => index < 28 || index >= 756 || index % 28 === 0 || index % 28 === 27

describe('an import', () => {
  test('can be cancelled, and leaves nothing then', async () => {
    await makeShapes(data, { classes: 2, images: 200 })
    const cancel = new AbortController()
    const result = await datasetsAt(home).import({ kind: 'paths', paths: [data] }, options, {
      signal: cancel.signal,
      onProgress: ({ phase, done }: ImportProgress) => {
        if (phase === 'decoding' && done > 0) cancel.abort()
      },
    })
    expect(result).toEqual({ ok: false, problem: { code: 'data.cancelled', params: {} } })
    expect(await readdir(join(home, 'datasets'))).toEqual([])
  })

  test.each(['images.u8', 'labels.u16', 'dataset.json'])(
    'that finds the disk full at %s says so, and leaves nothing',
    async name => {
      await makeShapes(data, { classes: 2, images: 3 })
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      const datasets = createDatasets({
        home,
        samplesFolder,
        decoder,
        openFile: async path => {
          const sink = await openSink(path)
          return basename(path) === name ? { ...sink, write: () => Promise.reject(full) } : sink
        },
      })
      const result = await datasets.import({ kind: 'paths', paths: [data] }, options, quietly)
      expect(result).toMatchObject({ problem: { code: 'app.disk-full' } })
      expect(await readdir(join(home, 'datasets'))).toEqual([])
    },
  )

  test('that can not open a file says so, and leaves nothing', async () => {
    await makeShapes(data, { classes: 2, images: 3 })
    const tooMany = Object.assign(new Error('too many open files'), { code: 'EMFILE' })
    const datasets = createDatasets({
      home,
      samplesFolder,
      decoder,
      openFile: path => (basename(path) === 'files.ndjson' ? Promise.reject(tooMany) : openSink(path)),
    })
    const result = await datasets.import({ kind: 'paths', paths: [data] }, options, quietly)
    expect(result).toMatchObject({ problem: { code: 'app.cannot-write', params: { reason: 'EMFILE' } } })
    expect(await readdir(join(home, 'datasets'))).toEqual([])
  })

  test.runIf(process.platform === 'linux')('into a home that can not be made is refused', async () => {
    await makeShapes(data, { classes: 2, images: 3 })
    const result = await datasetsAt('/proc/nope').import({ kind: 'paths', paths: [data] }, options, quietly)
    expect(result).toMatchObject({ problem: { code: 'app.cannot-write' } })
  })

  test('that can not fit on the disk is refused before it begins', async () => {
    await makeShapes(data, { classes: 2, images: 3 })
    const shape = { height: 2 ** 24, width: 2 ** 24, channels: 1 }
    expect(await importPaths([data], { shape })).toMatchObject({ problem: { code: 'app.disk-full' } })
  })

  test('is the only one at a time', async () => {
    await makeShapes(data, { classes: 2, images: 3 })
    const datasets = datasetsAt(home)
    const source = { kind: 'paths', paths: [data] } as const
    const [first, second] = await Promise.all([
      datasets.import(source, options, quietly),
      datasets.import(source, options, quietly),
    ])
    expect(first.ok).toBe(true)
    expect(second).toEqual({ ok: false, problem: { code: 'data.busy', params: {} } })
  })

  test('that a crash left half-way is cleared away, one that goes on elsewhere is not', async () => {
    const leave = (pid: number) =>
      mkdir(join(home, 'datasets', `.importing-pets-${pid}`), { recursive: true })
    await leave(2 ** 22 + 1) // above Linux' highest process
    await leave(process.ppid)
    await mkdir(join(home, 'datasets', 'no-data-set'))
    expect(await datasetsAt(home).list()).toEqual([])
    expect((await readdir(join(home, 'datasets'))).sort()).toEqual([
      `.importing-pets-${process.ppid}`,
      'no-data-set',
    ])
  })

  test('never reads outside its folder, whatever an id says', async () => {
    await makeShapes(data, { classes: 2, images: 3 })
    const { id } = await imported([data])
    await cp(join(home, 'datasets', id), join(folder.path, 'elsewhere'), { recursive: true })
    expect(await datasetsAt(home).get('../../elsewhere')).toMatchObject({ ok: false })
  })
})

describe('a sample', () => {
  test('of digits is divided as its description says', async () => {
    const result = await datasetsAt(home).import({ kind: 'sample', sample: 'digits' }, options, quietly)
    expect(result).toMatchObject({
      value: {
        name: 'Digits',
        sample: 'digits',
        images: 10_000,
        files: 10_000,
        split: { train: 7_000, validation: 1_000, test: 2_000 },
      },
    })
    const counts = result.ok ? result.value.classes.map(({ images }) => images) : []
    expect(counts).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978])
  })

  test('of fashion keeps its makers’ test set', async () => {
    const result = await datasetsAt(home).import({ kind: 'sample', sample: 'fashion' }, options, quietly)
    expect(result).toMatchObject({
      value: { images: 70_000, split: { train: 54_000, validation: 6_000, test: 10_000 } },
    })
    expect(result.ok && result.value.classes.at(-1)?.name).toBe('Ankle boot')
  }, 30_000)
})

async function put(path: string, bytes: Uint8Array): Promise<void> {
  const target = join(data, path)
  await mkdir(join(target, '..'), { recursive: true })
  await writeFile(target, bytes)
}
