import { createHash } from 'node:crypto'
import { cp, type link, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bundleDecoder } from '../../test/fixtures/bundle-decoder.ts'
import { makeShapes, temporaryFolder } from '../../test/fixtures/make-dataset.ts'
import type { DatasetSummary, ImportOptions } from '../shared/contract/data.ts'
import type { DatasetChange } from '../shared/contract/data-changes.ts'
import type { Result } from '../shared/result.ts'
import { createDecoder, type Decoder } from './decode/decoder.ts'
import { createDatasets, type Datasets } from './service.ts'
import { openSink } from './store/file-sink.ts'
import { linkOrCopy } from './store/link-or-copy.ts'
import type { RunNeed } from './store/needed-versions.ts'

const options: ImportOptions = {
  shape: { height: 8, width: 8, channels: 1 },
  color: 'grey',
  fit: 'pad',
  validation: 0.2,
  test: 0,
  seed: 42,
}
const quietly = { onProgress: () => {}, signal: new AbortController().signal }

let decoder: Decoder
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let home: string
let data: string
let datasets: Datasets
let needs: RunNeed[]

beforeAll(async () => {
  decoder = createDecoder({ workerFile: await bundleDecoder() })
  await decoder.decodePictures([], options)
})
afterAll(() => decoder.close())
beforeEach(async () => {
  folder = await temporaryFolder()
  home = join(folder.path, 'home')
  data = join(folder.path, 'shapes')
  needs = []
  datasets = start()
})
afterEach(() => folder.remove())

/** As another start of the program would. */
const start = (openFile = openSink) =>
  createDatasets({ home, samplesFolder: '', decoder, openFile, readNeeds: async () => needs })

async function value<T>(result: Promise<Result<T>>): Promise<T> {
  const found = await result
  if (!found.ok) throw new Error(JSON.stringify(found.problem))
  return found.value
}

/** 2 classes, 5 pictures each: 0 to 4 are bars, 5 to 9 circles. */
async function imported(): Promise<DatasetSummary> {
  await makeShapes(data, { classes: 2, images: 5, side: 8 })
  return value(datasets.import({ kind: 'paths', paths: [data] }, options, quietly))
}

const change = (id: string, change: DatasetChange) => value(datasets.change(id, change))
const stored = (id: string, name: string) => readFile(join(home, 'datasets', id, name))
const folders = async () =>
  (await readdir(join(home, 'datasets'))).filter(name => name !== '.lineages').sort()
const need = ({ id, fingerprint }: DatasetSummary, name = 'LeNet #1'): RunNeed => ({
  id: `run of ${id}`,
  name,
  dataset: { id, fingerprint },
})
/** What a person sees of a data set; undoing and redoing lead back to it. */
const seen = ({ canUndo: _, canRedo: __, ...rest }: DatasetSummary) => rest

describe('a change', () => {
  test('makes a version that shares the pixels with the one before, which stays as it was', async () => {
    const first = await imported()
    const second = await change(first.id, { kind: 'exclude', pictures: [0, 7] })
    expect(second).toMatchObject({
      name: first.name,
      images: 10,
      excluded: 2,
      lineage: { id: first.id, number: 2, parent: first.id, change: { kind: 'exclude', pictures: 2 } },
      canUndo: true,
      canRedo: false,
    })
    expect(second.classes.map(({ images }) => images)).toEqual([4, 4])
    expect(second.classes.flatMap(({ examples }) => examples)).toEqual([1, 2, 3, 4, 5, 6, 8, 9])
    expect(second.fingerprint).not.toBe(first.fingerprint)
    for (const name of ['images.u8', 'files.ndjson', 'sizes.u16', 'problems.ndjson']) {
      const [one, other] = await Promise.all(
        [first, second].map(({ id }) => stat(join(home, 'datasets', id, name))),
      )
      expect(other!.ino).toBe(one!.ino)
    }
    expect([...(await stored(second.id, 'split.u8'))].map(code => code === 3)).toEqual(
      Array.from({ length: 10 }, (_, index) => index === 0 || index === 7),
    )
    expect(await datasets.list()).toEqual([second])
    expect(seen(await value(datasets.get(first.id)))).toEqual(seen(first))
  })

  test('renames, merges and makes classes; a class without pictures in use goes behind the others', async () => {
    const { id } = await imported()
    const classes = async (made: DatasetChange) =>
      (await change(id, made)).classes.map(({ name, images }) => [name, images])
    expect(await classes({ kind: 'rename-class', className: 'bars', to: 'stripes' })).toEqual([
      ['stripes', 5],
      ['circle', 5],
    ])
    expect(await classes({ kind: 'relabel', pictures: [9], className: 'ring' })).toEqual([
      ['stripes', 5],
      ['circle', 4],
      ['ring', 1],
    ])
    expect(await classes({ kind: 'exclude', pictures: [0, 1, 2, 3, 4] })).toEqual([
      ['circle', 4],
      ['ring', 1],
      ['stripes', 0],
    ])
    expect(await classes({ kind: 'merge-classes', from: ['circle', 'ring'], into: 'round' })).toEqual([
      ['round', 5],
      ['stripes', 0],
    ])
    expect(await classes({ kind: 'include', pictures: [0, 1] })).toEqual([
      ['round', 5],
      ['stripes', 2],
    ])
    expect(
      [...(await stored((await datasets.list())[0]!.id, 'labels.u16'))].filter((_, i) => i % 2 === 0),
    ).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
  })

  test('that can not be made says why, and leaves nothing', async () => {
    const { id } = await imported()
    expect(await datasets.change(id, { kind: 'exclude', pictures: [10] })).toMatchObject({
      problem: { code: 'data.no-such-picture' },
    })
    expect(
      await datasets.change(id, { kind: 'rename-class', className: 'bars', to: 'circle' }),
    ).toMatchObject({ problem: { code: 'data.class-exists' } })
    expect(await datasets.change('gone', { kind: 'rename', name: 'x' })).toMatchObject({
      problem: { code: 'data.not-found' },
    })
    expect(await folders()).toEqual([id])
  })

  test.each(['labels.u16', 'split.u8', 'dataset.json'])(
    'that finds the disk full at %s says so, and the data set stays as it was',
    async name => {
      const first = await imported()
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      datasets = start(async path => {
        const sink = await openSink(path)
        return basename(path) === name ? { ...sink, finish: () => Promise.reject(full) } : sink
      })
      expect(await datasets.change(first.id, { kind: 'exclude', pictures: [0] })).toMatchObject({
        problem: { code: 'app.disk-full' },
      })
      const addition = { kind: 'add', source: { kind: 'paths', paths: [data] } } as const
      expect(await datasets.change(first.id, addition, quietly)).toMatchObject({
        problem: { code: 'app.disk-full' },
      })
      expect(await datasets.list()).toEqual([first])
      expect(await folders()).toEqual([first.id])
    },
  )

  test('has the fingerprint that README.md says', async () => {
    const { id, fingerprint } = await change((await imported()).id, {
      kind: 'move',
      pictures: [3],
      part: 'test',
    })
    const described = JSON.parse((await stored(id, 'dataset.json')).toString())
    const pixels = createHash('sha256')
      .update(await stored(id, 'images.u8'))
      .digest()
    expect(described.pixels).toBe(pixels.toString('hex'))
    const hash = createHash('sha256').update(pixels)
    for (const name of ['labels.u16', 'split.u8']) hash.update(await stored(id, name))
    expect(hash.update('["bars","circle"]').digest('hex')).toBe(fingerprint)
  })
})

describe('undoing and redoing', () => {
  test('walk along the versions, and a change in between ends the redoing', async () => {
    const first = await imported()
    const second = await change(first.id, { kind: 'exclude', pictures: [0] })
    const third = await change(first.id, { kind: 'rename', name: 'Forms' })
    expect(third).toMatchObject({ name: 'Forms', excluded: 1, lineage: { number: 3, parent: second.id } })
    const undone = await value(datasets.undo(third.id))
    expect(seen(undone)).toEqual(seen(second))
    expect(undone).toMatchObject({ canUndo: true, canRedo: true })
    expect(seen(await value(datasets.undo(first.id)))).toEqual(seen(first))
    expect(await datasets.undo(first.id)).toMatchObject({ problem: { code: 'data.nothing-to-undo' } })
    expect(seen(await value(datasets.redo(first.id)))).toEqual(seen(second))
    expect(seen(await value(datasets.redo(first.id)))).toEqual(seen(third))
    expect(await datasets.redo(first.id)).toMatchObject({ problem: { code: 'data.nothing-to-redo' } })

    await value(datasets.undo(first.id))
    const other = await change(first.id, { kind: 'exclude', pictures: [5] })
    expect(other).toMatchObject({ excluded: 2, canUndo: true, canRedo: false })
    expect(
      (await value(datasets.versions(first.id))).map(({ number, current }) => [number, current]),
    ).toEqual([
      [3, true],
      [3, false],
      [2, false],
      [1, false],
    ])
  })

  test('any version that is kept can be the current one again, and redoing leads on from it', async () => {
    const first = await imported()
    const second = await change(first.id, { kind: 'exclude', pictures: [0] })
    const third = await change(first.id, { kind: 'exclude', pictures: [1] })
    const back = await value(datasets.makeCurrent(first.id))
    expect(seen(back)).toEqual(seen(first))
    expect((await datasets.list()).map(({ id }) => id)).toEqual([first.id])
    expect(seen(await value(datasets.redo(first.id)))).toEqual(seen(second))
    expect(seen(await value(datasets.redo(first.id)))).toEqual(seen(third))

    // One that was dropped begins a line of its own.
    await value(datasets.makeCurrent(second.id))
    const other = await change(first.id, { kind: 'rename', name: 'Forms' })
    const dropped = await value(datasets.makeCurrent(third.id))
    expect(dropped).toMatchObject({ id: third.id, canUndo: true, canRedo: false })
    expect(seen(await value(datasets.makeCurrent(other.id)))).toEqual(seen(other))
    expect(await datasets.makeCurrent('gone')).toMatchObject({ problem: { code: 'data.not-found' } })
  })

  test('two changes at once are made one after the other', async () => {
    const { id } = await imported()
    const [, last] = await Promise.all([
      change(id, { kind: 'exclude', pictures: [0] }),
      change(id, { kind: 'exclude', pictures: [1] }),
    ])
    expect(last).toMatchObject({ excluded: 2, lineage: { number: 3 } })
  })

  test('end with the program: the next start keeps the current version alone', async () => {
    const first = await imported()
    const second = await change(first.id, { kind: 'exclude', pictures: [0] })
    await change(first.id, { kind: 'exclude', pictures: [1] })
    await value(datasets.undo(first.id))
    datasets = start()
    expect(await datasets.list()).toEqual([{ ...second, canUndo: false, canRedo: false }])
    expect(await folders()).toEqual([second.id])
    expect(await datasets.pixels(second.id, 9)).toMatchObject({ ok: true })
  })
})

describe('a version that a run names', () => {
  test('stays, is told of, and can be shown after the next start', async () => {
    const first = await imported()
    needs = [need(first)]
    const second = await change(first.id, { kind: 'exclude', pictures: [0] })
    datasets = start()
    expect((await datasets.list()).map(({ id }) => id)).toEqual([second.id])
    expect(await folders()).toEqual([first.id, second.id].sort())
    expect(seen(await value(datasets.get(first.id)))).toEqual(seen(first))
    expect(
      await value(datasets.pictures({ datasetId: first.id, classIndex: 0, offset: 0, limit: 9 })),
    ).toMatchObject({ total: 5 })
    expect(await datasets.findContent('elsewhere', first.fingerprint)).toMatchObject({ id: first.id })
    expect((await value(datasets.versions(second.id))).map(({ neededByRuns }) => neededByRuns)).toEqual([
      [],
      [{ id: `run of ${first.id}`, name: 'LeNet #1' }],
    ])
  })

  test('is only removed when that is meant', async () => {
    const first = await imported()
    const second = await change(first.id, { kind: 'exclude', pictures: [0] })
    needs = [need(first), need(second, 'LeNet #2')]
    const asks = (runs: string[]) => ({ problem: { code: 'data.needed-by-runs', params: { runs } } })
    expect(await datasets.remove(first.id)).toMatchObject(asks(['LeNet #1']))
    expect(await datasets.remove(second.id)).toMatchObject(asks(['LeNet #1', 'LeNet #2']))
    expect(await datasets.remove(first.id, { evenIfNeeded: true })).toMatchObject({ ok: true })
    expect(await folders()).toEqual([second.id])
    expect(await datasets.remove(second.id, { evenIfNeeded: true })).toMatchObject({ ok: true })
    expect([await folders(), await datasets.list()]).toEqual([[], []])
    expect(await readdir(join(home, 'datasets', '.lineages'))).toEqual([])
  })

  test('and is gone is replaced by one with the same content, while it is there by none', async () => {
    const first = await imported()
    const again = await imported()
    needs = [need({ ...first, id: 'gone' })]
    expect(again.fingerprint).toBe(first.fingerprint)
    expect((await value(datasets.versions(again.id)))[0]?.neededByRuns).toHaveLength(1)
    needs = [need(first)]
    expect((await value(datasets.versions(again.id)))[0]?.neededByRuns).toHaveLength(0)
  })
})

describe('adding pictures', () => {
  test('decodes the new ones alone, keeps the parts and the proportions, and can be undone', async () => {
    const first = await imported()
    await rm(data, { recursive: true }) // the stored pictures are all that is needed
    const more = join(folder.path, 'more')
    await makeShapes(more, { classes: 3, images: 10, side: 8, seed: 2 })
    await writeFile(join(more, 'bars', 'broken.png'), 'no picture')
    const source = { kind: 'paths', paths: [more] } as const
    const second = await change(first.id, { kind: 'add', source })
    expect(second).toMatchObject({
      name: first.name,
      images: 40,
      files: 41,
      problemCount: 1,
      split: { train: 32, validation: 8 },
      lineage: { number: 2, change: { kind: 'add', pictures: 30 } },
    })
    expect(second.classes.map(({ name, images }) => [name, images])).toEqual([
      ['bars', 15],
      ['circle', 15],
      ['cross', 10],
    ])
    for (const name of ['images.u8', 'split.u8', 'files.ndjson', 'sizes.u16']) {
      const before = await stored(first.id, name)
      expect((await stored(second.id, name)).subarray(0, before.length).equals(before)).toBe(true)
    }
    expect((await stored(second.id, 'sizes.u16')).length).toBe(4 * 40)
    expect(seen(await value(datasets.undo(second.id)))).toEqual(seen(first))
  })

  test('puts a picture that is there already into the part where it is, and equal new ones into one part', async () => {
    await makeShapes(data, { classes: 2, images: 20, side: 8 })
    const first = await value(
      datasets.import({ kind: 'paths', paths: [data] }, { ...options, test: 0.3 }, quietly),
    )
    const more = join(folder.path, 'more')
    await makeShapes(more, { classes: 2, images: 20, side: 8 }) // the very same
    await makeShapes(join(folder.path, 'new'), { classes: 2, images: 20, side: 8, seed: 9 })
    for (const copy of ['a', 'b'])
      await cp(join(folder.path, 'new', 'bars'), join(more, copy), { recursive: true })
    const source = { kind: 'paths', paths: [more] } as const
    const second = await change(first.id, { kind: 'add', source })
    const parts = await stored(second.id, 'split.u8')
    const part = async (name: string) => {
      const lines = (await stored(second.id, 'files.ndjson')).toString().trim().split('\n')
      return parts[lines.indexOf(JSON.stringify(name))]
    }
    for (const shape of ['bars', 'circle'])
      for (let number = 1; number <= 20; number++) {
        const file = join(shape, `${number}.png`)
        expect(await part(join(more, file))).toBe(await part(join(data, file)))
      }
    const twins = Array.from({ length: 20 }, (_, place) => `${place + 1}.png`)
    const [a, b] = await Promise.all(
      ['a', 'b'].map(copy => Promise.all(twins.map(name => part(join(more, copy, name))))),
    )
    expect(a).toEqual(b)
    expect(new Set(a).size).toBe(3)
  })

  test('takes any files into the class that is named, also one picture at a time', async () => {
    const { id } = await imported()
    const paths = [join(data, 'bars', '1.png'), join(data, 'circle')]
    const six = await change(id, { kind: 'add', source: { kind: 'paths', paths }, className: 'both' })
    expect(six.classes.map(({ name, images }) => [name, images])).toEqual([
      ['bars', 5],
      ['circle', 5],
      ['both', 6],
    ])
    const source = { kind: 'paths', paths: [join(data, 'bars', '2.png')] } as const
    const one = await change(id, { kind: 'add', source, className: 'bars' })
    expect(one).toMatchObject({
      images: 17,
      lineage: { number: 3, change: { pictures: 1, className: 'bars' } },
    })
  })

  test('can be cancelled, and leaves the data set as it was', async () => {
    const first = await imported()
    const cancel = new AbortController()
    const addition = { kind: 'add', source: { kind: 'paths', paths: [data] } } as const
    const result = await datasets.change(first.id, addition, {
      signal: cancel.signal,
      onProgress: ({ phase }) => phase === 'decoding' && cancel.abort(),
    })
    expect(result).toMatchObject({ problem: { code: 'data.cancelled' } })
    expect(await datasets.list()).toEqual([first])
    expect(await folders()).toEqual([first.id])
  })
})

describe('taking over from another data set', () => {
  test('brings classes and parts along by where the pictures came from, and says what it could not', async () => {
    const first = await imported()
    await change(first.id, { kind: 'relabel', pictures: [1], className: 'circle' })
    await change(first.id, { kind: 'exclude', pictures: [7] })
    await change(first.id, { kind: 'move', pictures: [0], part: 'validation' })
    const from = await change(first.id, { kind: 'rename-class', className: 'bars', to: 'stripes' })
    const before = await value(datasets.content(from.id))
    await rm(join(data, 'circle', '5.png'))
    await cp(join(data, 'bars', '1.png'), join(data, 'bars', '6.png'))

    const anew = await value(datasets.import({ kind: 'paths', paths: [data] }, options, quietly))
    expect(anew.name).toBe('shapes (2)')
    const made = await change(anew.id, { kind: 'take-over', from: from.id })
    expect(made.lineage.change).toEqual({
      kind: 'take-over',
      from: 'shapes',
      pictures: 9,
      fresh: 1,
      gone: 1,
    })
    const { classes, labels, split } = await value(datasets.content(made.id))
    // The new picture, the sixth, is of the class that the others of its folder are of now.
    expect(classes).toEqual(['stripes', 'circle'])
    const expected = [...before.labels].map(label => before.classes[label])
    expect([...labels].map(label => classes[label])).toEqual([
      ...expected.slice(0, 5),
      'stripes',
      ...expected.slice(5, 9),
    ])
    expect([...split.slice(0, 5), ...split.slice(6)]).toEqual([...before.split.slice(0, 9)])
    expect(await datasets.change(anew.id, { kind: 'take-over', from: 'gone' })).toMatchObject({
      problem: { code: 'data.not-found' },
    })
  })
})

describe('what format 1 stored', () => {
  const old = join(import.meta.dirname, '../../test/fixtures/format-1')

  test('is read, keeps its fingerprint, and becomes format 2 by its first change', async () => {
    await cp(old, join(home, 'datasets', 'pets-0a1b2c'), { recursive: true })
    const [first] = await datasets.list()
    expect(first).toMatchObject({
      id: 'pets-0a1b2c',
      images: 4,
      excluded: 0,
      lineage: { id: 'pets-0a1b2c', number: 1, parent: null, change: null },
      canUndo: false,
    })
    const hash = createHash('sha256')
    for (const name of ['images.u8', 'labels.u16', 'split.u8']) hash.update(await stored(first!.id, name))
    expect(first!.fingerprint).toBe(hash.digest('hex'))
    const second = await change(first!.id, { kind: 'exclude', pictures: [1] })
    const described = JSON.parse((await stored(second.id, 'dataset.json')).toString())
    expect(described).toMatchObject({ version: 2, excluded: 1 })
    expect(described.pixels).toBe(
      createHash('sha256')
        .update(await stored(second.id, 'images.u8'))
        .digest('hex'),
    )
    expect(await stored(second.id, 'sizes.u16')).toEqual(Buffer.alloc(16))
    expect(seen(await value(datasets.undo(second.id)))).toEqual(seen(first!))
  })
})

test('a file that can not be linked is copied', async () => {
  await makeShapes(data, { classes: 1, images: 1, side: 8 })
  const from = join(data, 'bars', '1.png')
  const refuse = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
  await linkOrCopy(from, join(data, 'copy'), refuse('EPERM') as typeof link)
  expect(await readFile(join(data, 'copy'))).toEqual(await readFile(from))
  await expect(linkOrCopy(from, join(data, 'other'), refuse('ENOENT') as typeof link)).rejects.toThrow(
    'ENOENT',
  )
})

test('where the pictures came from is kept, with what was added, whatever is changed in between', async () => {
  const { id } = await imported()
  await change(id, { kind: 'exclude', pictures: [0] })
  const source = { kind: 'paths' as const, paths: [join(data, 'bars')] }
  await change(id, { kind: 'add', source, className: 'more bars' })
  const [found] = await datasets.list()
  expect(found?.origin).toEqual({
    source: { kind: 'paths', paths: [data] },
    validation: 0.2,
    test: 0,
    added: [{ source, className: 'more bars' }],
  })
})
