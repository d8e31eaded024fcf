import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/fixtures/make-dataset.ts'
import { readStrip } from './strip.ts'

test('pictures come side by side in the order asked for, larger ones with every second pixel', async () => {
  const folder = await temporaryFolder()
  try {
    for (const [side, shown] of [
      [4, 4],
      [208, 104],
    ] as const) {
      const value = (index: number, row: number, column: number) => (90 * index + 7 * row + 3 * column) % 256
      const pixels = Uint8Array.from({ length: 3 * side * side }, (_, at) =>
        value(Math.floor(at / side ** 2), Math.floor(at / side) % side, at % side),
      )
      await writeFile(join(folder.path, 'images.u8'), pixels)
      const png = await readStrip(folder.path, [2, 0], { height: side, width: side, channels: 1 })
      const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
      expect([info.height, info.width]).toEqual([shown, 2 * shown])
      const step = side / shown
      const expected = Uint8Array.from({ length: 2 * shown * shown }, (_, at) => {
        const column = at % (2 * shown)
        const row = Math.floor(at / (2 * shown))
        return value(column < shown ? 2 : 0, row * step, (column % shown) * step)
      })
      expect(data.equals(expected)).toBe(true)
    }
  } finally {
    await folder.remove()
  }
})
