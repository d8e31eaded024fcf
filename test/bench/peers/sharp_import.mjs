import { readdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'

// The decoding library alone: every file of a folder's folders decoded and brought to a size, as many at a time as there are cores.

const [folder, size] = [process.argv[2], Number(process.argv[3])]
sharp.concurrency(1)
sharp.cache(false)
const files = []
for (const name of await readdir(folder))
  for (const file of await readdir(path.join(folder, name))) files.push(path.join(folder, name, file))
const next = files.values()
const work = async () => {
  for (const file of next)
    await sharp(file).resize(size, size, { fit: 'fill' }).toColourspace('srgb').raw().toBuffer()
}
await Promise.all(Array.from({ length: os.availableParallelism() }, work))
