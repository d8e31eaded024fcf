import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bundleDecoder } from '../../../test/fixtures/bundle-decoder.ts'
import { encodeNpy, encodeNpz, encodeTar, encodeZip } from '../../../test/fixtures/make-archive.ts'
import {
  drawShape,
  encode,
  encodeIdx,
  makeBadFiles,
  strangeNames,
  temporaryFolder,
} from '../../../test/fixtures/make-dataset.ts'
import type { DatasetSummary, ImportOptions } from '../../shared/contract/data.ts'
import { messagesFor, sayProblem } from '../../shared/messages/messages.ts'
import { createDecoder, type Decoder } from '../decode/decoder.ts'
import { seededRandom } from '../random.ts'
import { createDatasets } from '../service.ts'
import { readOriginal } from './original.ts'

const options: ImportOptions = {
  shape: { height: 8, width: 8, channels: 3 },
  color: 'rgb',
  fit: 'stretch',
  validation: 0,
  test: 0,
  seed: 1,
}
const quietly = { onProgress: () => {}, signal: new AbortController().signal }

let decoder: Decoder
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let data: string
const datasets = () => createDatasets({ home: join(folder.path, 'home'), samplesFolder: '/nowhere', decoder })

beforeAll(async () => {
  decoder = createDecoder({ workerFile: await bundleDecoder() })
})
afterAll(() => decoder.close())
beforeEach(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'data')
})
afterEach(() => folder.remove())

async function put(path: string, bytes: Uint8Array | string): Promise<string> {
  const target = join(data, path)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, bytes)
  return target
}

const importPaths = (paths: readonly string[], changes: Partial<ImportOptions> = {}) =>
  datasets().import({ kind: 'paths', paths }, { ...options, ...changes }, quietly)

async function imported(paths: readonly string[], changes: Partial<ImportOptions> = {}) {
  const result = await importPaths(paths, changes)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

/** The problem that an import ends with, after its sentence was said in both languages. */
async function refusal(paths: readonly string[], changes: Partial<ImportOptions> = {}) {
  const result = await importPaths(paths, changes)
  if (result.ok) throw new Error('It was imported')
  for (const language of ['en', 'zh-CN'] as const)
    expect(sayProblem(messagesFor(language), result.problem)).not.toMatch(/undefined|\[object/)
  return result.problem
}

async function problemsOf({ id }: DatasetSummary) {
  const found = await datasets().problems(id)
  return found.ok ? found.value : []
}

/** `images` of each class by its name, and the codes of the problems; the sum of files is checked. */
async function contentOf(dataset: DatasetSummary) {
  const problems = await problemsOf(dataset)
  const unusable = problems.filter(({ used }) => !used).length
  expect(dataset.images + unusable + dataset.skipped).toBe(dataset.files)
  for (const language of ['en', 'zh-CN'] as const)
    for (const { problem } of problems)
      expect(sayProblem(messagesFor(language), problem)).not.toMatch(/undefined|\[object/)
  return {
    classes: Object.fromEntries(dataset.classes.map(({ name, images }) => [name, images])),
    problems: problems.map(({ problem }) => problem.code).sort(),
  }
}

const side = { height: 8, width: 8 }
const pixelsOf = (seed: number, channels = 3) =>
  drawShape(seed % 6, { ...side, channels }, seededRandom(seed))
const picture = (seed: number) => encode(pixelsOf(seed), { ...side, channels: 3 }, 'png')

/** Pictures of cats and dogs by their paths. */
async function pets(count = 3): Promise<{ name: string; bytes: Uint8Array }[]> {
  const names = ['cat', 'dog'].flatMap(name =>
    Array.from({ length: count }, (_, index) => `pets/${name}/${index + 1}.png`),
  )
  return Promise.all(names.map(async (name, index) => ({ name, bytes: await picture(index) })))
}

async function putFolder(files: readonly { name: string; bytes: Uint8Array }[], under = ''): Promise<void> {
  for (const { name, bytes } of files) await put(join(under, name), bytes)
}

describe('an archive', () => {
  test('gives the same pictures as its files in a folder: zip, tar and tar.gz', async () => {
    const files = await pets()
    await putFolder(files)
    const plain = await imported([data])
    const kinds = { 'a.zip': encodeZip(files), 'a.tar': encodeTar(files), 'a.tar.gz': encodeTar(files, true) }
    for (const [name, bytes] of Object.entries(kinds)) {
      const dataset = await imported([await put(`archives/${name}`, bytes)])
      expect(await contentOf(dataset)).toEqual({ classes: { cat: 3, dog: 3 }, problems: [] })
      expect(dataset.fingerprint).toBe(plain.fingerprint)
      expect(dataset.name).toMatch(/^a\b/)
    }
  })

  test('is read in the order of its entries, whatever that is, and each picture found again', async () => {
    const files = (await pets()).reverse()
    for (const name of ['a.tar.gz', 'a.tar', 'a.zip']) {
      const bytes = name.endsWith('zip') ? encodeZip(files) : encodeTar(files, name.endsWith('gz'))
      const path = await put(name, bytes)
      const dataset = await imported([path])
      expect(dataset.classes.map(({ images }) => images)).toEqual([3, 3])
      for (const classIndex of [0, 1]) {
        const page = await datasets().pictures({ datasetId: dataset.id, classIndex, offset: 0, limit: 9 })
        for (const { source } of page.ok ? page.value.pictures : []) {
          expect(source.startsWith(`${path}!pets/${classIndex === 0 ? 'cat' : 'dog'}/`)).toBe(true)
          const inside = files.find(file => source === `${path}!${file.name}`)
          expect(await readOriginal(source)).toEqual({
            ok: true,
            value: { bytes: Buffer.from(inside!.bytes) },
          })
        }
      }
    }
  })

  test('may have long, Chinese and unmarked names', async () => {
    const long = `${'a/'.repeat(120)}猫.png`
    const files = [
      { name: `猫/${long}`, bytes: await picture(1) },
      { name: '狗/1.png', bytes: await picture(2) },
    ]
    const gb18030 = [
      { name: Buffer.from([0xc3, 0xa8, 0x2f, ...Buffer.from('1.png')]), bytes: await picture(1) },
      { name: Buffer.from([0xb9, 0xb7, 0x2f, ...Buffer.from('1.png')]), bytes: await picture(2) },
    ]
    for (const bytes of [encodeZip(files), encodeTar(files), encodeZip(gb18030)])
      expect(await contentOf(await imported([await put('a', bytes)]))).toEqual({
        classes: { 猫: 1, 狗: 1 },
        problems: [],
      })
  })

  test('loses no file that it can not give: each is listed with the reason', async () => {
    const bytes = await picture(1)
    const bomb = Buffer.alloc(200 * 1024 ** 2)
    const zip = encodeZip([
      ...(await pets()),
      { name: '../../outside.png', bytes },
      { name: '/etc/passwd.png', bytes },
      { name: 'C:\\windows\\system.png', bytes },
      { name: 'pets/cat/secret.png', bytes, claims: { encrypted: true } },
      { name: 'pets/cat/method.png', bytes, claims: { method: 93 } },
      { name: 'pets/cat/1.png', bytes },
      { name: 'pets/cat/more.zip', bytes: encodeZip([]) },
      { name: 'pets/cat/wrong sum.png', bytes, claims: { crc32: 1 } },
      { name: 'pets/cat/longer than promised.png', bytes, claims: { size: bytes.length - 1 } },
      { name: 'pets/cat/shorter.png', bytes, claims: { size: bytes.length + 1 } },
      { name: 'pets/cat/bomb.png', bytes: bomb },
      { name: 'pets/cat/link.png', bytes: Buffer.from('1.png'), claims: { link: true } },
      { name: '__MACOSX/pets/cat/._1.png', bytes },
      { name: 'pets/notes.txt', bytes: Buffer.from('words') },
    ])
    const dataset = await imported([await put('a.zip', zip)])
    expect(await contentOf(dataset)).toEqual({
      classes: { cat: 3, dog: 3 },
      problems: [
        'data.archived-bomb',
        'data.archived-encrypted',
        'data.archived-file-damaged',
        'data.archived-file-damaged',
        'data.archived-file-damaged',
        'data.archived-method',
        'data.archived-name',
        'data.archived-name',
        'data.archived-name',
        'data.archived-twice',
        'data.nested-archive',
      ],
    })
    expect(dataset).toMatchObject({ files: 6 + 14, skipped: 3 })
  })

  test('that can not be used is refused as a whole', async () => {
    const files = await pets()
    const zip = encodeZip(files)
    const code = async (bytes: Uint8Array, name = 'a.zip') => (await refusal([await put(name, bytes)])).code
    expect(await code(zip.subarray(0, zip.length / 2))).toBe('data.archive-invalid')
    expect(await code(encodeTar(files, true).subarray(0, 700), 'a.tgz')).toBe('data.archive-invalid')
    expect(await code(encodeZip(files.map(file => ({ ...file, claims: { encrypted: true } }))))).toBe(
      'data.archive-encrypted',
    )
    const shared = files.map(file => ({ ...file, claims: { offset: 0, compressed: 2 ** 20 } }))
    expect(await code(encodeZip(shared))).toBe('data.archive-bomb')
    const huge = files.map(file => ({ ...file, claims: { size: 0xfffffff0 } }))
    expect(await code(encodeZip(huge))).toBe('data.archive-bomb')
    expect(await code(Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'a.7z')).toBe('data.archive-kind')
    expect(await code(gzipSync('words'), 'a.gz')).toBe('data.archive-kind')
    expect(await code(encodeZip([]))).toBe('data.no-pictures')
  })

  test('lies in a folder alone or several, and names its class when it has no folders', async () => {
    const [cats, dogs] = [await pets(), await pets()].map((files, which) =>
      files.slice(3 * which, 3 * which + 3).map(file => ({ ...file, name: file.name.slice(9) })),
    )
    const paths = [await put('cat.zip', encodeZip(cats!)), await put('dog.tar', encodeTar(dogs!))]
    for (const dropped of [paths, [data]])
      expect(await contentOf(await imported(dropped))).toEqual({ classes: { cat: 3, dog: 3 }, problems: [] })
  })
})

describe('what is dropped together', () => {
  test('becomes one data set whose classes are united by name', async () => {
    await putFolder(await pets(), 'first')
    const birds = (await pets(2)).map(file => ({ ...file, name: file.name.replace('dog', 'bird') }))
    const zip = await put('second.zip', encodeZip(birds))
    const npz = await put(
      'third.npz',
      encodeNpz({
        images: encodeNpy('|u1', [2, 8, 8, 3], Buffer.concat([pixelsOf(1), pixelsOf(2)])),
        labels: encodeNpy('<U3', [2], utf32(['owl', 'cat'], 3)),
      }),
    )
    const dataset = await imported([join(data, 'first'), zip, npz])
    expect(await contentOf(dataset)).toEqual({ classes: { cat: 6, dog: 3, bird: 2, owl: 1 }, problems: [] })
  })

  test('of two data sets that are nothing but folders unites them too', async () => {
    await putFolder(await pets(), 'first')
    await putFolder(await pets(2), 'second')
    const paths = [join(data, 'first/pets'), join(data, 'second/pets')]
    expect(await contentOf(await imported(paths))).toEqual({ classes: { cat: 5, dog: 5 }, problems: [] })
  })
})

const utf32 = (texts: readonly string[], length: number) => {
  const bytes = Buffer.alloc(4 * length * texts.length)
  for (const [index, text] of texts.entries())
    for (const [place, letter] of [...text].entries())
      bytes.writeUInt32LE(letter.codePointAt(0)!, 4 * (index * length + place))
  return bytes
}

describe('a flat folder', () => {
  const flat = async (names: readonly string[]) => {
    for (const [index, name] of names.entries()) await put(name, await picture(index))
  }

  test('is labelled by what the names begin with', async () => {
    await flat([
      'cat.0.jpg',
      'cat.1.jpg',
      'n0144_1.png',
      'n0144_2.png',
      'red fox (1).png',
      'red fox (2).png',
      'owl7.png',
    ])
    expect(await contentOf(await imported([data]))).toEqual({
      classes: { cat: 2, n0144: 2, owl: 1, 'red fox': 2 },
      problems: [],
    })
  })

  test('of names that say nothing has one class, and can be labelled by hand', async () => {
    await flat(['a1.png', 'b1.png', 'c1.png'])
    expect(await refusal([data])).toMatchObject({ code: 'data.one-class' })
    expect((await imported([data], { labels: 'prefix' })).classes).toHaveLength(3)
    const dataset = await imported([data], { labels: 'hand' })
    expect(dataset).toMatchObject({ images: 3, excluded: 3, classes: [{ name: 'unlabelled' }] })
  })

  test.each([
    ['commas and a first line', 'file,label\n1.png,cat\n2.png,dog\n3.png,cat\n4.png,dog\n'],
    ['the class first, semicolons, no first line', 'cat;1.png\ndog;2.png\ncat;3.png\ndog;4.png\n'],
    [
      'other columns, folders, quotes and no endings',
      'n\tclass\tsize\tid\n0\t"cat"\t7\timages/1\n1\tdog\t7\timages/2\n2\tcat\t7\timages/3\n3\tdog\t7\timages/4\n',
    ],
    [
      'a mark of UTF-8 and Windows’ line ends',
      '\ufefflabel,image\r\ncat,1.PNG\r\ndog,2.PNG\r\ncat,3.PNG\r\ndog,4.PNG\r\n',
    ],
  ])('is labelled by a table with %s', async (_, table) => {
    await flat(['1.png', '2.png', '3.png', '4.png'])
    await put('labels.csv', table)
    const dataset = await imported([data])
    expect(await contentOf(dataset)).toEqual({ classes: { cat: 2, dog: 2 }, problems: [] })
    expect(dataset.skipped).toBe(1)
  })

  test('is labelled by a Chinese table as Excel saves it', async () => {
    await flat(['1.png', '2.png'])
    // "文件,类别\n1.png,猫\n2.png,狗\n" in GB18030.
    const table = Buffer.from('cec4bcfe2cc0e0b1f00a312e706e672cc3a80a322e706e672cb9b70a', 'hex')
    await put('标签.csv', table)
    expect((await contentOf(await imported([data]))).classes).toEqual({ 猫: 1, 狗: 1 })
  })

  test('is labelled whole by a table with a picture character at any place', async () => {
    await flat(['1.png', '2.png', '3.png'])
    const start = 'file,label,note\n3.png,dog,\n2.png,🐈,'
    // The next 🐈 begins with the last unit of the first 32,768.
    const note = 'x'.repeat(32_767 - start.length - '\n1.png,'.length)
    await put('labels.csv', `${start}${note}\n1.png,🐈,\n`)
    expect((await contentOf(await imported([data]))).classes).toEqual({ '🐈': 2, dog: 1 })
  })

  test('names what a table lacks, and what it has too much', async () => {
    await flat(['1.png', '2.png', '3.png', 'extra.png'])
    await put('labels.csv', 'file,label\n1.png,cat\n2.png,dog\n3.png,cat\ngone.png,dog\n')
    expect(await contentOf(await imported([data]))).toEqual({
      classes: { cat: 2, dog: 1 },
      problems: ['data.csv-missing', 'data.no-label'],
    })
  })

  test('takes the table and the columns that are asked for', async () => {
    await flat(['1.png', '2.png'])
    const path = await put('elsewhere/table.csv', 'name,kind,color\n1,cat,red\n2,dog,blue\n')
    const pictures = ['1.png', '2.png'].map(name => join(data, name))
    const labelled = async (label: string) =>
      Object.keys((await contentOf(await imported(pictures, { csv: { path, label } }))).classes)
    expect(await labelled('kind')).toEqual(['cat', 'dog'])
    expect(await labelled('3')).toEqual(['blue', 'red'])
    expect(await refusal(pictures, { csv: { path, label: 'weight' } })).toMatchObject({
      code: 'data.csv-no-column',
      params: { column: 'weight', found: 'name, kind, color' },
    })
    const other = await put('elsewhere/other.csv', 'name,kind\n7,cat\n8,dog\n')
    expect(await refusal(pictures, { csv: { path: other } })).toMatchObject({ code: 'data.csv-no-match' })
    expect(await refusal(pictures, { labels: 'csv' })).toMatchObject({ code: 'data.csv-none' })
  })

  test('in parts keeps the parts', async () => {
    await flat(['train/cat.1.png', 'train/dog.1.png', 'test/cat.2.png', 'test/dog.2.png'])
    expect(await imported([data])).toMatchObject({ split: { train: 2, test: 2 } })
  })
})

test('a folder without pictures beside the parts is none of them, and its files are counted', async () => {
  for (const part of ['train', 'test'])
    for (const name of ['cat', 'dog']) await put(`${part}/${name}/1.png`, await picture(1))
  await put('annotations/more/boxes.txt', 'none')
  expect(await imported([data])).toMatchObject({
    classes: [{ name: 'cat' }, { name: 'dog' }],
    split: { train: 2, test: 2 },
    images: 4,
    skipped: 1,
    files: 5,
  })
})

test('parts are known by their usual names in both languages', async () => {
  for (const [parts, held] of [
    [['Training_set', 'Validation set', 'test-data'], { train: 2, validation: 2, test: 2 }],
    [['训练集', '验证集', '测试集'], { train: 2, validation: 2, test: 2 }],
    [['训练数据', '校验图片', '测试数据集'], { train: 2, validation: 2, test: 2 }],
    [['train_images', 'eval', 'test1'], { train: 2, validation: 2, test: 2 }],
  ] as const) {
    for (const part of parts)
      for (const name of ['cat', 'dog']) await put(`${parts[0]}/${part}/${name}/1.png`, await picture(1))
    expect((await imported([join(data, parts[0])])).split).toEqual(held)
  }
})

describe('a data file', () => {
  const count = 6
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 2)
  const grey = Buffer.concat(Array.from({ length: count }, (_, index) => pixelsOf(index, 1)))
  const color = Buffer.concat(Array.from({ length: count }, (_, index) => pixelsOf(index)))
  const greyOptions = { shape: { ...side, channels: 1 }, color: 'grey' } as const

  /** The pixels of all pictures in the order of the data set. */
  async function stored(dataset: DatasetSummary): Promise<Buffer> {
    const all: Uint8Array[] = []
    for (let index = 0; index < dataset.images; index++) {
      const found = await datasets().pixels(dataset.id, index)
      if (found.ok) all.push(found.value.pixels)
    }
    return Buffer.concat(all)
  }

  test('of IDX in an archive is read like one beside it', async () => {
    const zip = encodeZip([
      { name: 'mnist/train-images-idx3-ubyte.gz', bytes: encodeIdx(grey, side, true) },
      { name: 'mnist/train-labels-idx1-ubyte', bytes: encodeIdx(labels) },
    ])
    const path = await put('mnist.zip', zip)
    const dataset = await imported([path], greyOptions)
    expect(await contentOf(dataset)).toEqual({ classes: { 0: 3, 1: 3 }, problems: [] })
    expect((await stored(dataset)).equals(grey)).toBe(true)
    const source = `${path}!mnist/train-images-idx3-ubyte.gz#4`
    expect(await readOriginal(source)).toEqual({
      ok: true,
      value: { pixels: grey.subarray(4 * 64, 5 * 64), shape: { ...side, channels: 1 } },
    })
  })

  test.each([
    ['N x H x W x C', '|u1', [count, 8, 8, 3], (from: Buffer) => from],
    ['N x C x H x W', '|u1', [count, 3, 8, 8], planes],
    ['floats from 0 to 1', '<f4', [count, 8, 8, 3], (from: Buffer) => floats(from, value => value / 255)],
    [
      'floats from -1 to 1',
      '<f4',
      [count, 8, 8, 3],
      (from: Buffer) => floats(from, value => value / 127.5 - 1),
    ],
    ['floats of 0 to 255', '>f4', [count, 8, 8, 3], (from: Buffer) => floats(from, value => value, true)],
  ] as const)('of NumPy may hold %s', async (_, type, shape, convert) => {
    const values = Buffer.from(color)
    values[0] = 0 // so that the whole range is there, however the shapes came out
    values[1] = 255
    const npz = encodeNpz({
      x_train: encodeNpy(type, shape, convert(values)),
      y_train: encodeNpy('<i8', [count, 1], Buffer.from(BigInt64Array.from(labels, BigInt).buffer)),
    })
    const path = await put('a.npz', npz)
    const dataset = await imported([path])
    expect(await contentOf(dataset)).toEqual({ classes: { 0: 3, 1: 3 }, problems: [] })
    expect((await stored(dataset)).equals(values)).toBe(true)
    expect(await readOriginal(`${path}!x_train.npy#2`)).toMatchObject({
      value: { pixels: new Uint8Array(values.subarray(2 * 192, 3 * 192)) },
    })
  })

  test('of NumPy keeps its parts, and says what it lacks', async () => {
    const u1 = (from: Uint8Array) => encodeNpy('|u1', [from.length], from)
    const images = (from: Buffer) => encodeNpy('|u1', [from.length / 64, 8, 8], from)
    const parts = encodeNpz({
      train_images: images(grey),
      train_labels: u1(labels),
      val_images: images(grey.subarray(0, 128)),
      val_labels: u1(labels.subarray(0, 2)),
      test_images: images(grey.subarray(0, 256)),
      test_labels: encodeNpy('<f4', [4, 2], Buffer.from(Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1).buffer)),
    })
    expect((await imported([await put('a.npz', parts)])).split).toEqual({ train: 6, validation: 2, test: 4 })
    const fault = async (arrays: Record<string, Uint8Array>) => {
      const { params } = await refusal([await put('b.npz', encodeNpz(arrays))])
      return 'fault' in params ? params.fault.kind : params
    }
    expect(await fault({ images: images(grey) })).toBe('no-pictures')
    expect(await fault({ images: encodeNpy('|u1', [6, 8, 8], grey, true), labels: u1(labels) })).toBe(
      'fortran',
    )
    expect(await fault({ images: images(grey).subarray(0, 300), labels: u1(labels) })).toBe('cut-off')
    expect(await fault({ images: images(grey), labels: encodeNpy('<c8', [6], Buffer.alloc(48)) })).toBe(
      'type',
    )
    const wild = Buffer.from(Float32Array.from(grey, value => value * 1000 - 5).buffer)
    expect(await fault({ images: encodeNpy('<f4', [6, 8, 8], wild), labels: u1(labels) })).toBe('range')
  })

  test('of CIFAR-10 or CIFAR-100 is read in the binary version, also from its archive', async () => {
    const size = { height: 32, width: 32, channels: 3 }
    const pictures = Array.from({ length: 4 }, (_, index) =>
      Buffer.from(drawShape(index, size, seededRandom(index))),
    )
    const record = (index: number, ...own: number[]) =>
      Buffer.concat([Buffer.from(own), planes(pictures[index]!, 32 * 32)])
    const names = Buffer.from('airplane\nautomobile\nbird\n')
    const ten = [
      { name: 'cifar/data_batch_1.bin', bytes: Buffer.concat([record(0, 0), record(1, 2)]) },
      { name: 'cifar/test_batch.bin', bytes: Buffer.concat([record(2, 0), record(3, 2)]) },
      { name: 'cifar/batches.meta.txt', bytes: names },
    ]
    const large = { shape: size } as const
    const dataset = await imported([await put('cifar-10-binary.tar.gz', encodeTar(ten, true))], large)
    expect(await contentOf(dataset)).toEqual({ classes: { airplane: 2, bird: 2 }, problems: [] })
    expect(dataset.split).toEqual({ train: 2, validation: 0, test: 2 })
    expect((await stored(dataset)).equals(Buffer.concat(pictures))).toBe(true)
    await put('100/train.bin', Buffer.concat([record(0, 9, 7), record(1, 9, 8)]))
    await put('100/test.bin', record(2, 9, 7))
    const hundred = await imported([join(data, '100')], large)
    expect(await contentOf(hundred)).toEqual({ classes: { 7: 2, 8: 1 }, problems: [] })
  })

  test.each([
    ['with a first line', true, (cells: readonly string[]) => cells],
    ['without one', false, (cells: readonly string[]) => cells],
    ['in quotes', true, (cells: readonly string[]) => cells.map(cell => `"${cell}"`)],
  ])('of pixels as a table, %s', async (_, header, quote) => {
    const pixels = Array.from({ length: 64 }, (_, index) => `pixel${index}`)
    const rows = Array.from({ length: count }, (_, index) => [
      String(labels[index]),
      ...[...grey.subarray(64 * index, 64 * index + 64)].map(String),
    ])
    const lines = [...(header ? [['label', ...pixels]] : []), ...rows].map(cells => quote(cells).join(','))
    const path = await put('train.csv', `${lines.join('\r\n')}\r\n`)
    const dataset = await imported([path], greyOptions)
    expect(await contentOf(dataset)).toEqual({ classes: { 0: 3, 1: 3 }, problems: [] })
    const inOrder = [0, 1].flatMap(label => [...labels.keys()].filter(index => labels[index] === label))
    expect(dataset.images).toBe(inOrder.length)
    expect((await stored(dataset)).equals(grey)).toBe(true)
    expect(await readOriginal(`${path}#3`)).toMatchObject({ value: { shape: { ...side, channels: 1 } } })
  })

  test('of pixels names the lines that can not be used', async () => {
    const row = (label: number, cells = 64, value = '7') => [label, ...Array(cells).fill(value)].join(',')
    const lines = [row(0), row(1), row(1, 63), row(0, 64, '300'), row(0, 64, 'x')]
    const dataset = await imported([await put('a.csv', lines.join('\n'))], greyOptions)
    expect(await contentOf(dataset)).toEqual({
      classes: { 0: 1, 1: 1 },
      problems: ['data.table-line', 'data.table-line', 'data.table-line'],
    })
    const unlabelled = await put('test.csv', Array(3).fill(Array(64).fill('7').join(',')).join('\n'))
    expect(await refusal([unlabelled])).toMatchObject({ params: { fault: { kind: 'no-labels' } } })
  })
})

/** Pixels with their channels together, as planes. */
function planes(pixels: Buffer, size = 64): Buffer {
  const from = Buffer.alloc(pixels.length)
  for (let index = 0; index < pixels.length; index++) {
    const [picture, inside] = [Math.floor(index / (3 * size)), index % (3 * size)]
    from[picture * 3 * size + (inside % 3) * size + Math.floor(inside / 3)] = pixels[index]!
  }
  return from
}

function floats(from: Buffer, convert: (value: number) => number, big = false): Buffer {
  const bytes = Buffer.alloc(4 * from.length)
  for (const [index, value] of from.entries())
    if (big) bytes.writeFloatBE(convert(value), 4 * index)
    else bytes.writeFloatLE(convert(value), 4 * index)
  return bytes
}

describe('a folder of every kind of file', () => {
  test('loses none: every file that is there is a picture, a problem or skipped', async () => {
    const formats = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif', 'bmp'] as const
    for (const name of ['cat', 'dog'])
      for (const format of formats)
        await put(`${name}/1.${format}`, await encode(pixelsOf(1), { ...side, channels: 3 }, format))
    await makeBadFiles(join(data, 'cat'))
    for (const [index, name] of [...strangeNames, ...scripts].entries())
      await put(`dog/${name}`, await picture(index))
    const others: Record<string, Uint8Array | string> = {
      'cat/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
      'cat/map.pgm': 'P2 2 2 9 1 2 3 4',
      'cat/photo.heic': await readFile(join(import.meta.dirname, '../../../test/fixtures/heic/upright.heic')),
      'cat/notes.txt': 'words',
      'cat/list.csv': 'a,b\n1,2\n',
      'cat/more.zip': encodeZip(await pets()),
      'cat/numbers.npz': encodeNpz({}),
      'cat/.hidden.png': 'x',
      'cat/Thumbs.db': 'x',
      'readme.md': 'words',
      'labels.csv': 'file,label\nx,y\n',
      'more.tar.gz': encodeTar(await pets(), true),
      'loose.png': await picture(9),
      'empty.bin': '',
    }
    for (const [path, bytes] of Object.entries(others)) await put(path, bytes)
    await symlink(join(data, 'cat/1.png'), join(data, 'dog/link.png'))
    await symlink('loop', join(data, 'dog/loop'))
    await symlink(data, join(data, 'dog/back'))
    const dataset = await imported([data])
    await contentOf(dataset)
    // The link back to the folder is entered no second time, and is no file.
    const there = (await readdir(data, { recursive: true, withFileTypes: true })).filter(
      entry => !entry.isDirectory() && entry.name !== 'back',
    )
    expect(dataset.files).toBe(there.length)
    expect(dataset.images).toBe(2 * formats.length + 3 + strangeNames.length + scripts.length + 1)
  }, 30_000)

  test('may lie as deep as the system lets it', async () => {
    const deep = ['cat', ...Array(15).fill('d'.repeat(240))].join('/')
    await put(`${deep}/1.png`, await picture(1)).catch(() => {}) // Windows lets no path be so long
    await put('cat/2.png', await picture(2))
    await put('dog/1.png', await picture(3))
    const dataset = await imported([data])
    expect(dataset.images).toBe(process.platform === 'win32' ? 2 : 3)
  })

  test('whose files vanish or change while they are read goes on without them', async () => {
    await putFolder(await pets(20))
    const zip = await put('a.zip', encodeZip(await pets(20)))
    const spoil = async (source: string, act: () => Promise<void>) => {
      let done: Promise<void> | undefined
      const onProgress = ({ phase }: { phase: string }) => {
        if (phase === 'decoding') done ??= act()
      }
      const result = await datasets().import({ kind: 'paths', paths: [source] }, options, {
        ...quietly,
        onProgress,
      })
      await done
      if (result.ok) await contentOf(result.value)
      return result.ok ? result.value.files : result.problem.code
    }
    const folders = join(data, 'pets')
    const gone = async () => {
      for (let index = 11; index <= 20; index++) await rm(join(folders, `dog/${index}.png`))
      await writeFile(join(folders, 'dog/10.png'), 'words')
    }
    expect(await spoil(folders, gone)).toBe(40)
    const { size } = await stat(zip)
    expect(await spoil(zip, () => truncate(zip, Math.floor(size * 0.6)))).toBe(40)
  })
})

/** "Picture" in scripts that are written to the right, to the left, and with marks. */
const scripts = ['картинка.png', 'صورة.png', 'תמונה.png', 'चित्र.png', 'ภาพ.png', '그림.png', 'picturé.png']
