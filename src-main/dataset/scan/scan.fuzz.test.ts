import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeNpy, encodeNpz, encodeTar, encodeZip } from '../../../test/fixtures/make-archive.ts'
import { encode, encodeIdx, temporaryFolder } from '../../../test/fixtures/make-dataset.ts'
import { fuzzCases, mutate } from '../../../test/fixtures/mutate.ts'
import { readSource } from '../decode/read-source.ts'
import { seededRandom } from '../random.ts'
import { Refused } from '../refused.ts'
import { scan } from './scan.ts'

const cases = fuzzCases(180)

/** Archives and data files of every kind, with the names that they have. */
async function seeds(): Promise<(readonly [name: string, bytes: Uint8Array])[]> {
  const png = await encode(new Uint8Array(192), { height: 8, width: 8, channels: 3 }, 'png')
  const files = ['cat/1.png', 'cat/2.png', 'dog/1.png', 'labels.csv'].map(name => ({ name, bytes: png }))
  const bytes = Buffer.from(Array.from({ length: 384 }, (_, index) => index % 251))
  const row = Array(64).fill('7').join(',')
  return [
    ['a.zip', encodeZip(files)],
    ['a.tar', encodeTar(files)],
    ['a.tar.gz', encodeTar(files, true)],
    [
      'a.npz',
      encodeNpz({
        images: encodeNpy('|u1', [6, 8, 8], bytes),
        labels: encodeNpy('<i4', [6], Buffer.from(Int32Array.of(0, 1, 0, 1, 0, 1).buffer)),
      }),
    ],
    ['train-images-idx3-ubyte.gz', encodeIdx(bytes, { height: 8, width: 8 }, true)],
    ['train-labels-idx1-ubyte', encodeIdx(Uint8Array.of(0, 1, 0, 1, 0, 1))],
    ['data_batch_1.bin', Buffer.alloc(2 * 3073, 1)],
    ['pixels.csv', Buffer.from(`0,${row}\n1,${row}\n`)],
    ['labels.csv', Buffer.from('file,label\n1.png,cat\n2.png,"dog"\n1,猫\n')],
  ]
}

test(
  'a spoilt archive or data file is read or refused with a reason, and nothing else happens',
  async () => {
    const { path, remove } = await temporaryFolder()
    const all = await seeds()
    const found: Record<string, number> = {}
    for (let index = 0; index < cases; index++) {
      const folder = join(path, String(index))
      await mkdir(folder)
      const [name, bytes] = all[index % all.length]!
      await writeFile(join(folder, name), mutate(bytes, seededRandom(12, index)))
      // Beside the others, whole, so that pairs are there and labels are looked for.
      for (const [other, whole] of all)
        if (other !== name && /idx|labels/.test(other) && /idx|labels/.test(name))
          await writeFile(join(folder, other), whole)
      const outcome = await tryOut(folder)
      found[outcome] = (found[outcome] ?? 0) + 1
    }
    if (process.env['LENSLET_FUZZ']) console.table(found)
    expect(Object.keys(found).every(code => code === 'read' || code.startsWith('data.'))).toBe(true)
    expect(found['read']).toBeGreaterThan(0)
    await remove()
  },
  60_000 + 100 * cases,
)

/** `read`, or the problem that the import would end with. */
async function tryOut(folder: string): Promise<string> {
  const scanned = await scan([folder], {}, { signal: new AbortController().signal, onFile: () => {} })
  if (!scanned.ok) return scanned.problem.code
  const { plan } = scanned.value
  try {
    let index = 0
    for await (const source of plan.sources) {
      expect(plan.label(index)).toBeLessThan(plan.classes.length)
      expect(plan.describe(index++)).toContain(folder)
      if (typeof source === 'string' || !('pixels' in source)) await readSource(source)
    }
    expect(index).toBe(plan.total)
    return 'read'
  } catch (error) {
    if (error instanceof Refused) return error.problem.code
    throw error
  }
}
