import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawShape } from '../../../test/fixtures/make-dataset.ts'
import type { DatasetSummary } from '../../shared/contract/data.ts'
import type { Finding, FindingKind } from '../../shared/contract/data-doctor.ts'
import { problem, success } from '../../shared/result.ts'
import { applyChange } from '../change/apply-change.ts'
import type { DatasetContent } from '../change/content.ts'
import type { Outcome } from '../decode/decoder.ts'
import { excluded, splitCodes } from '../parts.ts'
import { seededRandom } from '../random.ts'
import { littleEndian } from '../store/little-endian.ts'
import { createDoctor } from './doctor-service.ts'
import { examineDataset } from './examine-dataset.ts'
import { createOriginalColors } from './original-colors.ts'

const { train, validation, test: held } = splitCodes
const shape = { height: 32, width: 32, channels: 1 }
const size = 1024
const quietly = { onProgress: () => {} }

let folder: string
/** What the decoder makes of every original that is a file. */
let original: Outcome = { pixels: new Uint8Array(16 * 16 * 3), size: { height: 16, width: 16 } }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lenslet-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** 120 shapes in three classes, of which some are then altered. */
function shapes() {
  const random = seededRandom(3)
  const labels = Uint16Array.from({ length: 120 }, (_, index) => index % 3)
  const split = Uint8Array.from({ length: 120 }, (_, index) =>
    index < 90 ? train : index < 105 ? validation : held,
  )
  const pictures = Array.from(labels, label => {
    const pixels = drawShape(label, shape, random)
    // Each with a pattern of its own, so that no two look the same by chance.
    const [a, b] = [0.2 + random(), 0.2 + random()]
    return pixels.map((value, place) =>
      Math.max(0, value - Math.round(60 + 60 * Math.sin(a * (place % 32) + b * Math.floor(place / 32)))),
    )
  })
  return { pictures, labels, split }
}

/** Where each pixel (y, x) of a changed picture comes from, between the pixels too; what lies outside is as the edge. */
function placed(from: (y: number, x: number) => [number, number]) {
  return (pixels: Uint8Array): Uint8Array<ArrayBuffer> => {
    const at = (y: number, x: number) =>
      pixels[32 * Math.min(31, Math.max(0, y)) + Math.min(31, Math.max(0, x))]!
    return Uint8Array.from(pixels, (_, place) => {
      const [y, x] = from(Math.floor(place / 32), place % 32)
      const [top, left] = [Math.floor(y), Math.floor(x)]
      const [below, beside] = [y - top, x - left]
      return Math.round(
        (1 - below) * ((1 - beside) * at(top, left) + beside * at(top, left + 1)) +
          below * ((1 - beside) * at(top + 1, left) + beside * at(top + 1, left + 1)),
      )
    })
  }
}

const moved = (down: number, across: number) => placed((y, x) => [y - down, x - across])

interface Stored {
  readonly pictures: readonly Uint8Array[]
  readonly labels: Uint16Array
  readonly split: Uint8Array
  readonly sizes?: Uint16Array
}

async function doctorOf({ pictures, labels, split, sizes }: Stored, counts = {}) {
  await writeFile(join(folder, 'images.u8'), Buffer.concat(pictures))
  await writeFile(join(folder, 'dataset.json'), JSON.stringify({ pixels: 'abc' }))
  await rm(join(folder, 'sizes.u16'), { force: true })
  if (sizes) await writeFile(join(folder, 'sizes.u16'), littleEndian(sizes))
  const content: DatasetContent = {
    name: 'shapes',
    classes: ['bars', 'circle', 'cross'],
    labels,
    split,
    seed: 1,
  }
  const summary = {
    images: labels.length,
    files: labels.length,
    skipped: 0,
    problemCount: 0,
    preprocessing: { shape },
    ...counts,
  } as DatasetSummary
  let measured = 0
  const doctor = createDoctor({
    datasets: {
      get: async () => success(summary),
      content: async () => success(content),
      folder: () => folder,
      source: async (_, index) => success(`${index}.png`),
    },
    runExamination: async request => {
      if (!request.known) measured++
      return success(examineDataset(request, () => {}))
    },
    originalColors: createOriginalColors(
      { source: async (_, index) => success(join(folder, `${index % 3}.original`)) },
      { decodePictures: async sources => Array.from(sources, () => original) },
    ),
    classify: async () => ({ ok: false, problem: problem('runs.not-found', { id: 'none' }) }),
  })
  const report = await doctor.examine('shapes', quietly)
  if (!report.ok) throw new Error(report.problem.code)
  const find = <Kind extends FindingKind>(kind: Kind) =>
    report.value.findings.find(
      (finding): finding is Extract<Finding, { kind: Kind }> => finding.kind === kind,
    )
  const pictureGroups = async (kind: FindingKind) => {
    const page = await doctor.pictures({ datasetId: 'shapes', kind, offset: 0, limit: 100 }, quietly)
    return page.ok ? page.value.groups.map(group => group.map(({ index }) => index)) : []
  }
  return { doctor, content, report: report.value, find, pictureGroups, measured: () => measured }
}

const cured = (content: DatasetContent, finding: Finding | undefined) => {
  const cure = finding?.cures.find(one => 'change' in one)
  if (!cure) throw new Error('the finding has no cure')
  const changed = applyChange(content, cure.change)
  if (!changed.ok) throw new Error(changed.problem.code)
  return changed.value
}

describe('the doctor', () => {
  test('finds nothing to do where there is nothing', async () => {
    const { report, find } = await doctorOf(shapes())
    expect(report.findings.filter(({ severity }) => severity !== 'good')).toEqual([])
    expect(find('balance')?.values.guess).toBeCloseTo(1 / 3)
  })

  test('finds copies, those across the split and across classes, and cures them so that the test set stays', async () => {
    const data = shapes()
    data.pictures[30] = data.pictures[0]! // both in training, both bars
    data.pictures[93] = data.pictures[3]! // training and validation
    data.pictures[108] = data.pictures[6]! // training and test
    data.pictures[10] = data.pictures[9]! // bars and circle
    const { content, find, pictureGroups } = await doctorOf(data)
    expect(await pictureGroups('duplicates')).toEqual([
      [0, 30],
      [3, 93],
      [6, 108],
    ])
    expect(await pictureGroups('duplicates-across-split')).toEqual([
      [3, 93],
      [6, 108],
    ])
    expect(find('duplicates-across-split')?.values).toEqual({ groups: 2, test: 1, validation: 1 })
    expect(await pictureGroups('duplicates-across-classes')).toEqual([[9, 10]])
    const without = cured(content, find('duplicates'))
    expect([...without.split.keys()].filter(index => without.split[index] === excluded)).toEqual([3, 6, 30])
    const again = await doctorOf({ ...data, split: without.split })
    expect(again.find('duplicates')?.severity).toBe('good')
    expect(again.find('duplicates-across-split')?.severity).toBe('good')
  })

  test.each([
    ['moved by one pixel', moved(1, 0), true],
    ['moved by one pixel both ways', moved(-1, 1), true],
    ['moved by two pixels', moved(2, -1), true],
    ['moved between the pixels', placed((y, x) => [y + 0.5, x - 0.7]), true],
    ['cropped', placed((y, x) => [15.5 + 0.95 * (y - 15.5), 15.5 + 0.95 * (x - 15.5)]), true],
    ['darker by a factor', (pixels: Uint8Array) => pixels.map(value => Math.round(0.7 * value) + 20), true],
    ['mirrored', placed((y, x) => [y, 31 - x]), false],
    ['turned', placed((y, x) => [x, 31 - y]), false],
    ['moved by a quarter', moved(8, 0), false],
  ])('finds pictures that were %s, as far as they are copies', async (_, alter, isCopy) => {
    const data = shapes()
    const originals = [1, 4, 9, 11, 15, 20, 31, 46]
    for (const index of originals) data.pictures[index + 60] = alter(data.pictures[index]!)
    const { pictureGroups } = await doctorOf(data)
    const expected = originals.map(index => [index, index + 60])
    const found = await pictureGroups('near-duplicates')
    expect(isCopy ? expected : []).toEqual(expect.arrayContaining(found))
    // Of patterns as fine as the pixels, what is left after a shift may be anything.
    expect(found.length).toBeGreaterThanOrEqual(isCopy ? 6 : 0)
  })

  test('finds pictures that were saved anew or brightened, and no others', async () => {
    const data = shapes()
    // What JPEG leaves: each value off by a few levels.
    data.pictures[30] = data.pictures[0]!.map((value, place) => Math.max(0, value + (place % 7) - 3))
    data.pictures[33] = data.pictures[3]!.map(value => Math.min(255, value + 12))
    const { pictureGroups } = await doctorOf(data)
    expect(await pictureGroups('near-duplicates')).toEqual([
      [0, 30],
      [3, 33],
    ])
    expect(await pictureGroups('duplicates')).toEqual([])
  })

  test('takes blank pictures for blank and not for copies', async () => {
    const data = shapes()
    for (const index of [0, 3, 6, 91]) data.pictures[index] = new Uint8Array(size).fill(200)
    const { content, find, pictureGroups } = await doctorOf(data)
    expect(await pictureGroups('blank')).toEqual([[0], [3], [6], [91]])
    expect(await pictureGroups('duplicates')).toEqual([])
    expect(await pictureGroups('near-duplicates')).toEqual([])
    expect(cured(content, find('blank')).split.filter(part => part === excluded).length).toBe(4)
  })

  test('finds classes that are small, unbalanced or never validated', async () => {
    const data = shapes()
    for (const [index, label] of data.labels.entries())
      if (label === 2 && index > 20) data.split[index] = excluded
    const { content, find } = await doctorOf(data)
    expect(find('few-pictures')?.values.classes).toEqual([{ name: 'cross', pictures: 7 }])
    expect(find('no-validation')?.values.classes).toEqual(['cross'])
    expect(find('balance')).toMatchObject({
      severity: 'warning',
      values: { most: 30, fewest: 7, smallest: 'cross' },
    })
    const balanced = cured(content, find('balance'))
    expect(balanced.split.filter((part, index) => part === train && data.labels[index] === 0).length).toBe(20)
    const divided = cured(content, find('no-validation'))
    for (const label of [0, 1, 2])
      expect(divided.split.filter((_, index) => data.labels[index] === label)).toContain(validation)
  })

  test('finds pictures unlike their class, and originals that were enlarged', async () => {
    const data = shapes()
    data.pictures[45] = data.pictures[45]!.map((_, place) => (place % 32 < 12 ? 255 : 20))
    const sizes = new Uint16Array(240).fill(64)
    sizes.set([16, 12], 2 * 7)
    const { doctor, find, report } = await doctorOf({ ...data, sizes })
    const far = await doctor.pictures(
      { datasetId: 'shapes', kind: 'far-from-class', offset: 0, limit: 1 },
      quietly,
    )
    expect(far.ok && far.value.groups[0]?.[0]).toMatchObject({ index: 45, className: 'bars', part: 'train' })
    const tiny = await doctor.pictures(
      { datasetId: 'shapes', kind: 'tiny-pictures', offset: 0, limit: 9 },
      quietly,
    )
    expect(tiny.ok && tiny.value.groups[0]?.[0]).toMatchObject({ index: 7, size: { height: 16, width: 12 } })
    expect(find('tiny-pictures')?.values.pictures).toBe(1)
    expect(report.statistics.sizes?.frequent[0]).toEqual({ height: 64, width: 64, pictures: 119 })
  })

  test('finds grey pictures whose originals have colour, while those are there', async () => {
    expect((await doctorOf(shapes())).find('color')).toBeUndefined()
    original = {
      pixels: Uint8Array.from({ length: 16 * 16 * 3 }, (_, place) => (place % 3 === 0 ? 200 : 40)),
      size: { height: 16, width: 16 },
    }
    expect((await doctorOf(shapes())).find('color')).toBeUndefined()
    for (const index of [0, 1, 2]) await writeFile(join(folder, `${index}.original`), 'a picture')
    expect((await doctorOf(shapes())).find('color')?.values).toEqual({
      stored: 'grey',
      found: 'rgb',
      looked: 12,
    })
    for (const index of [0, 1, 2]) await rm(join(folder, `${index}.original`))
  })

  test('takes statistics over the pictures in use', async () => {
    const data = shapes()
    const { report } = await doctorOf({ ...data, split: data.split.with(0, excluded) })
    const values = data.pictures.slice(1).flatMap(pixels => [...pixels])
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(report.statistics.pictures).toBe(119)
    expect(report.statistics.mean[0]).toBeCloseTo(mean, 9)
    expect(report.statistics.deviation[0]).toBeCloseTo(Math.sqrt(variance), 9)
    expect(report.statistics.brightness.counts.reduce((sum, count) => sum + count)).toBe(119)
  })

  test('answers at once what it has found before', async () => {
    const { doctor, measured } = await doctorOf(shapes())
    await doctor.examine('shapes', quietly)
    expect(measured()).toBe(1)
  })
})
