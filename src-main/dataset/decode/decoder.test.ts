import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bundleDecoder } from '../../../test/fixtures/bundle-decoder.ts'
import { makeShapes, temporaryFolder } from '../../../test/fixtures/make-dataset.ts'
import type { Preprocessing } from '../../shared/contract/data.ts'
import { createDecoder, type Decoder, type Outcome } from './decoder.ts'
import type { FromDecoder, ToDecoder } from './protocol.ts'

const preprocessing: Preprocessing = {
  shape: { height: 8, width: 8, channels: 1 },
  color: 'grey',
  fit: 'stretch',
}

/**
 * A decoder's program that says each path's length as its pixel. It dies of a picture called "killer", hangs with one called "sleeper", and of one called
 * "timer" it dies a little later, with the pictures after it.
 */
const fragile = `
process.on('disconnect', () => process.exit(0))
process.on('message', ({ id, sources }) => {
  if (!sources) return
  if (sources.some(path => path.startsWith('killer'))) process.kill(process.pid, 'SIGSEGV')
  else if (sources.some(path => path.startsWith('sleeper'))) for (;;) {}
  else process.send({ kind: 'outcomes', id, outcomes: sources.map(path => ({ pixels: new Uint8Array([path.length]), size: { height: 1, width: 1 } })) }, () => {
    if (sources.some(path => path.startsWith('timer'))) setImmediate(() => { throw new Error('late') })
  })
})
process.send({ kind: 'ready' })
`

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let decoder: Decoder
beforeAll(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder.path, 'fragile.mjs'), fragile)
  await writeFile(join(folder.path, 'broken.mjs'), 'throw new Error("no such library")')
})
afterEach(() => decoder.close())
afterAll(() => folder.remove())

const never = new AbortController().signal

describe('the decoder', () => {
  test.each([1, 3])(
    'goes on after a picture that kills its process (of %i), and sets that one aside',
    async processes => {
      decoder = createDecoder({ workerFile: join(folder.path, 'fragile.mjs'), processes })
      const paths = Array.from({ length: 150 }, (_, index) =>
        index === 20 || index === 90 ? `killer ${index}` : 'x'.repeat(1 + (index % 200)),
      )
      const outcomes = await decoder.decodePictures(paths, preprocessing)
      const died = outcomes.flatMap((outcome, index) => ('problem' in outcome ? [index] : []))
      expect(died).toEqual([20, 90])
      expect(outcomes[20]).toEqual({ problem: { code: 'data.decoder-died', params: {} } })
      expect(
        outcomes.every(
          (outcome, index) => 'problem' in outcome || outcome.pixels[0] === paths[index]!.length,
        ),
      ).toBe(true)
    },
  )

  test('kills a process that hangs with a picture, sets that one aside with the reason, and goes on', async () => {
    decoder = createDecoder({ workerFile: join(folder.path, 'fragile.mjs'), processes: 1, patience: 2000 })
    const paths = Array.from({ length: 60 }, (_, index) => (index === 20 ? 'sleeper' : 'picture'))
    const outcomes = await decoder.decodePictures(paths, preprocessing)
    expect(outcomes[20]).toMatchObject({
      problem: { code: 'data.unreadable-picture', params: { reason: 'too-slow' } },
    })
    expect(outcomes.filter(outcome => 'pixels' in outcome)).toHaveLength(59)
  }, 20_000)

  test('does not blame a picture for what another one throws later', async () => {
    decoder = createDecoder({ workerFile: join(folder.path, 'fragile.mjs'), processes: 1 })
    const paths = Array.from({ length: 60 }, (_, index) => (index === 20 ? 'timer' : 'picture'))
    const outcomes = await decoder.decodePictures(paths, preprocessing)
    expect(outcomes.every(outcome => 'pixels' in outcome)).toBe(true)
  })

  test('says why when its process can not start, instead of blaming the pictures', async () => {
    decoder = createDecoder({ workerFile: join(folder.path, 'broken.mjs') })
    await expect(decoder.decodePictures(['a'], preprocessing)).rejects.toThrow('no such library')
  })

  test('stops at once when it is told to, and serves others', async () => {
    decoder = createDecoder({ workerFile: join(folder.path, 'fragile.mjs') })
    const cancel = new AbortController()
    const seen: Outcome[] = []
    const keep = (outcome: Outcome) => {
      seen.push(outcome)
      if (seen.length === 10) cancel.abort()
    }
    const all = Array<string>(10_000).fill('picture')
    await expect(decoder.decode(all, preprocessing, keep, cancel.signal)).rejects.toThrow('aborted')
    expect(seen).toHaveLength(10)
    expect(await decoder.decodePictures(['ab'], preprocessing)).toMatchObject([
      { pixels: new Uint8Array([2]) },
    ])
  })

  test('begins hardly any picture of a batch that nobody wants any more', async () => {
    const [first] = await makeShapes(folder.path, { classes: 1, images: 1 })
    const picture = join(folder.path, first!, '1.png')
    const child = fork(await bundleDecoder(), ['1'], { serialization: 'advanced', execArgv: [] })
    await once(child, 'message')
    child.send({ id: 7, sources: Array(300).fill(picture), preprocessing } satisfies ToDecoder)
    child.send({ drop: 7 } satisfies ToDecoder)
    const [answer] = (await once(child, 'message')) as [FromDecoder]
    child.kill()
    const outcomes = answer.kind === 'outcomes' ? answer.outcomes : []
    expect(outcomes).toHaveLength(300)
    expect(outcomes.filter(outcome => 'pixels' in outcome).length).toBeLessThan(100)
  })

  test('loses no picture when its real process is killed while it works', async () => {
    decoder = createDecoder({ workerFile: await bundleDecoder() })
    const [first] = await makeShapes(folder.path, { classes: 1, images: 40 })
    const one = Array.from({ length: 40 }, (_, index) => join(folder.path, first!, `${index + 1}.png`))
    const paths = Array.from({ length: 10 }, () => one).flat()
    const outcomes: Outcome[] = []
    const killed: (number | undefined)[] = []
    const keep = (outcome: Outcome) => {
      outcomes.push(outcome)
      if (outcomes.length % 150 !== 0) return
      killed.push(decoder.pid)
      process.kill(decoder.pid!, 'SIGKILL')
    }
    await decoder.decode(paths, preprocessing, keep, never)
    expect(killed).toHaveLength(2)
    expect(outcomes).toHaveLength(400)
    expect(outcomes.every(outcome => 'pixels' in outcome)).toBe(true)
  }, 20_000)
})
