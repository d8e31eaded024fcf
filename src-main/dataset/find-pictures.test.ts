import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { encode, temporaryFolder } from '../../test/fixtures/make-dataset.ts'
import { findPictures } from './find-pictures.ts'

test('files are taken as they are given, folders as the pictures in them and below', async () => {
  const { path, remove } = await temporaryFolder()
  const picture = await encode(new Uint8Array(64), { height: 8, width: 8, channels: 1 }, 'png')
  await mkdir(join(path, 'deep'))
  for (const name of [
    '10.png',
    '9.png',
    'no extension',
    'deep/1.png',
    'text.jpg',
    'notes.txt',
    '.hidden.png',
  ])
    await writeFile(join(path, name), /text|notes/.test(name) ? 'words' : picture)
  const found = await findPictures([join(path, 'notes.txt'), path, join(path, 'gone.png')])
  expect(found.map(file => basename(file))).toEqual([
    'notes.txt',
    '9.png',
    '10.png',
    'no extension',
    'text.jpg',
    '1.png',
    'gone.png',
  ])
  await remove()
})

test('the files looked into are counted as it goes on, and an abort ends it', async () => {
  const { path, remove } = await temporaryFolder()
  for (const name of ['1.png', '2.png', '3.txt']) await writeFile(join(path, name), 'words')
  let time = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    time += 50
    return time
  })
  const seen: number[] = []
  await findPictures([path, join(path, '1.png')], undefined, count => seen.push(count))
  clock.mockRestore()
  expect(seen).toEqual([0, 2, 4])
  await expect(findPictures([path], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  await remove()
})
