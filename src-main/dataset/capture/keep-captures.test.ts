import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/fixtures/make-dataset.ts'
import { namePrefix } from '../scan/names.ts'
import { keepCaptures } from './keep-captures.ts'

let home: Awaited<ReturnType<typeof temporaryFolder>>
beforeEach(async () => {
  home = await temporaryFolder()
})
afterEach(() => home.remove())

const at = new Date('2026-01-02T03:04:05Z')
const picture = (value: number) => Uint8Array.of(value)

test('a folder a class, and names of one burst that begin alike', async () => {
  const bursts = [
    { className: 'cats', pictures: [picture(1), picture(2)] },
    { className: 'dogs', pictures: [picture(3)] },
    { className: 'cats', pictures: [picture(4)] },
  ]
  const kept = await keepCaptures(home.path, bursts, at)
  if (!kept.ok) throw new Error(kept.problem.code)
  const { folder, classes } = kept.value
  expect(classes.map(({ name }) => name)).toEqual(['cats', 'dogs'])
  const cats = (await readdir(join(folder, 'cats'))).sort()
  expect(cats.map(name => name.slice(-9))).toEqual(['a_001.png', 'a_002.png', 'c_001.png'])
  const [dog = ''] = await readdir(join(folder, 'dogs'))
  expect([...(await readFile(join(folder, 'dogs', dog)))]).toEqual([3])
  expect(new Set([...cats, dog].map(namePrefix)).size).toBe(3)

  const later = await keepCaptures(home.path, bursts, new Date(at.getTime() + 1000))
  if (!later.ok) throw new Error(later.problem.code)
  const names = await readdir(join(later.value.folder, 'cats'))
  expect(names.map(namePrefix)).not.toContain(namePrefix(cats[0]!))
})

test('class names that are no folder names get one each, inside the folder', async () => {
  const names = ['../../x', 'a/b', 'a:b', '猫', '..', 'con\u0000']
  const bursts = names.map(className => ({ className, pictures: [picture(0)] }))
  const kept = await keepCaptures(home.path, bursts, at)
  if (!kept.ok) throw new Error(kept.problem.code)
  const { folder, classes } = kept.value
  expect(classes.map(({ name }) => name)).toEqual(names)
  expect((await readdir(folder)).sort()).toEqual(classes.map(({ folder }) => basename(folder)).sort())
  expect(new Set(classes.map(own => own.folder)).size).toBe(names.length)
})

test('what cannot be written is said, and nothing half-written stays', async () => {
  await writeFile(join(home.path, 'captures'), 'a file in the way')
  const kept = await keepCaptures(home.path, [{ className: 'a', pictures: [picture(0)] }], at)
  expect(kept).toMatchObject({ ok: false, problem: { code: 'app.cannot-write' } })
})
