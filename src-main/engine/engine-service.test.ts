import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { EngineStatus } from '../shared/contract/engine.ts'
import { createEngine, type Engine } from './engine-service.ts'

/** A worker without TensorFlow: answers, fails, or dies, as it is told. */
const program = `
const info = { tfjs: '4', tensorflow: '2', devices: [], threads: 2 }
process.on('message', ({ id, name, params }) => {
  if (name === 'hello') process.send({ kind: 'result', id, value: info })
  if (name === 'pause') process.send({ kind: 'problem', id, problem: { code: 'training.none', params: {} } })
  if (name === 'continue') process.send({ kind: 'crash', id, message: 'a bug', stack: 'where' })
  if (name === 'predict') process.send({ kind: 'result', id, value: { probabilities: Float32Array.from(params.pictures) } })
  if (name === 'evaluate') { process.stderr.write('out of memory\\n', () => process.kill(process.pid, 'SIGKILL')) }
  if (name === 'train') {
    globalThis.train = id
    process.send({ kind: 'training', event: { type: 'paused', step: 3 } })
  }
  if (name === 'stop' && process.env.DIES_WHEN_STOPPED) process.kill(process.pid, 'SIGKILL')
  else if (name === 'stop') {
    const end = { type: 'end', reason: 'stopped', best: null, final: null }
    process.send({ kind: 'result', id, value: null })
    process.send({ kind: 'training', event: end })
    process.send({ kind: 'result', id: globalThis.train, value: end })
  }
})
process.on('disconnect', () => process.exit(0))
`

let folder: string
let workerFile: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lenslet-worker-'))
  workerFile = join(folder, 'worker.mjs')
  await writeFile(workerFile, program)
})
afterEach(() => engine.close())
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = { folder: '', spec: {} as never, classNames: [] }
const dataset = { folder: '', images: 0 }
const evaluate = () => engine.request('evaluate', { run, checkpoint: 'best', dataset, split: 'test' })
const train = () => engine.request('train', { run, dataset, settings: {} as never, resume: false })

function start(): EngineStatus[] {
  engine = createEngine({ workerFile })
  const seen = [engine.status()]
  engine.onStatus(status => seen.push(status))
  return seen
}

describe('the engine', () => {
  it('starts its worker with the first request and is ready once that has answered', async () => {
    const seen = start()
    const hello = await engine.request('hello', null)

    expect(hello).toMatchObject({ ok: true, value: { tensorflow: '2', threads: 2 } })
    expect(seen.map(({ state }) => state)).toEqual(['starting', 'ready'])
  })

  it('passes arrays of numbers as they are, and problems as values', async () => {
    start()
    const pictures = Uint8Array.of(1, 2, 255)
    const predicted = await engine.request('predict', { run, checkpoint: 'best', count: 1, pictures })

    expect(predicted).toEqual({ ok: true, value: { probabilities: Float32Array.of(1, 2, 255) } })
    expect(await engine.request('pause', null)).toMatchObject({
      ok: false,
      problem: { code: 'training.none' },
    })
  })

  it('throws what is a bug in the worker', async () => {
    start()
    await expect(engine.request('continue', null)).rejects.toThrow('a bug')
  })

  it('whose worker dies fails what was open, shows its last words and starts another when asked again', async () => {
    const seen = start()
    const [evaluated, trained] = await Promise.all([evaluate(), train()])

    expect(evaluated).toMatchObject({
      ok: false,
      problem: { code: 'engine.lost', params: { reason: 'SIGKILL' } },
    })
    expect(trained).toMatchObject({ ok: false, problem: { code: 'engine.lost' } })
    expect(seen.at(-1)).toMatchObject({ state: 'lost', details: 'out of memory' })
    expect(await engine.request('hello', null)).toMatchObject({ ok: true })
    expect(engine.status().state).toBe('ready')
  })

  it('is busy while a run goes on, and stops it before it closes', async () => {
    const seen = start()
    const events: string[] = []
    engine.onTrainingEvent(event => events.push(event.type))
    const trained = train()
    await expect.poll(() => events).toEqual(['paused'])
    expect(engine.status().state).toBe('busy')

    await engine.close()

    expect(events).toEqual(['paused', 'end'])
    expect(seen.map(({ state }) => state)).toContain('busy')
    expect((await trained).ok).toBeDefined()
  })

  it('closes at once where its worker dies while it should save, and starts no other afterwards', async () => {
    engine = createEngine({ workerFile, env: { DIES_WHEN_STOPPED: '1' } })
    await engine.request('hello', null)
    const trained = train()

    await engine.close()

    const lost = { ok: false, problem: { code: 'engine.lost' } }
    expect(await trained).toMatchObject(lost)
    expect(await engine.request('hello', null)).toMatchObject(lost)
  })

  it('that is restarted gives up its worker', async () => {
    const seen = start()
    await engine.request('hello', null)
    const trained = train()
    engine.restart()

    expect(await trained).toMatchObject({ ok: false, problem: { code: 'engine.lost' } })
    await expect.poll(() => engine.status().state).toBe('ready')
    expect(seen.map(({ state }) => state)).toEqual(['starting', 'ready', 'busy', 'starting', 'ready'])
  })
})

describe('the device', () => {
  it('that is chosen is the only one that another worker sees', async () => {
    const cards = join(folder, 'cards.mjs')
    await writeFile(
      cards,
      `const all = ['A', 'B'].map(name => ({ name, kind: 'gpu', memoryBytes: 1 }))
      const visible = process.env.CUDA_VISIBLE_DEVICES
      const seen = visible === undefined ? all : visible === '-1' ? [] : visible.split(',').map(card => all[card])
      const devices = [...seen, { name: 'P', kind: 'cpu', memoryBytes: 1 }]
      const value = { tfjs: String(process.pid), tensorflow: '2', devices, threads: 2 }
      process.on('message', ({ id }) => process.send({ kind: 'result', id, value }))
      process.on('disconnect', () => process.exit(0))`,
    )
    engine = createEngine({ workerFile: cards })
    const choose = async (name?: string) => {
      const chosen = await engine.chooseDevice(name)
      if (!chosen.ok) return [chosen.problem.code]
      return [chosen.value.tfjs, chosen.value.devices.map(device => device.name).join('')]
    }
    const [first, all] = await choose()
    expect(all).toBe('ABP')
    expect(await choose()).toEqual([first, 'ABP'])
    expect((await choose('gpu'))[1]).toBe('ABP')
    expect((await choose('gpu:1+gpu:0'))[1]).toBe('BAP')
    const [second, order] = await choose('gpu:1')
    expect(order).toBe('BAP')
    expect(second).not.toBe(first)
    expect(await choose('B')).toEqual([second, 'BAP'])
    expect((await choose('cpu'))[1]).toBe('PAB')
    expect(await choose('C')).toEqual(['engine.no-device'])
    expect((await choose())[1]).toBe('ABP')
  })
})
