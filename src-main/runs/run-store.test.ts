import { appendFile, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { presets } from '../shared/architecture/presets/index.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import type { NumberedEvent } from '../shared/contract/training.ts'
import { listRuns } from './list-runs.ts'
import { createRunStore } from './run-store.ts'

const record = (id: string): RunRecord => ({
  schemaVersion: 1,
  id,
  name: 'LeNet (modern)',
  created: '2026-01-02T03:04:05.000Z',
  spec: presets['lenet-5'].spec,
  dataset: {
    id: 'leaves',
    name: '叶子 “big”',
    fingerprint: '00ff',
    split: { train: 8, validation: 1, test: 1 },
  },
  classNames: ['oak', 'maple'],
  preprocessing: { shape: { height: 32, width: 32, channels: 1 }, color: 'grey', fit: 'pad' },
  settings: { epochs: 2, batchSize: 4, optimizer: { kind: 'adam', learningRate: 0.001 }, seed: 1 },
  versions: { lenslet: '0.1.0' },
  device: { name: 'CPU', threads: 2 },
})

const epoch = (seq: number, number: number, best: boolean): NumberedEvent => ({
  seq,
  type: 'epoch',
  step: number * 2,
  imagesPerSecond: 100,
  best,
  epoch: number,
  loss: 1 / number,
  accuracy: 0.5,
  validationLoss: 1 / number,
  validationAccuracy: 0.5,
})

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lenslet-runs-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

describe('the runs on disk', () => {
  it('give back what was recorded', async () => {
    const runs = createRunStore(home)
    await runs.create(record('20260102-a'))
    expect(await runs.get('20260102-a')).toEqual({ ok: true, value: record('20260102-a') })
  })

  it('keep the events in order and do without a line that was cut off', async () => {
    const runs = createRunStore(home)
    await runs.create(record('r'))
    const log = await runs.openLog('r')
    log.append(epoch(1, 1, true))
    log.append(epoch(2, 2, false))
    await log.close()
    const file = join(runs.folder('r'), 'metrics.ndjson')
    await appendFile(file, `null\n5\n{"seq":"1"}\n${JSON.stringify(epoch(2, 2, false))}\n{"seq":3,"type":"ep`)
    expect((await runs.events('r')).map(event => event.seq)).toEqual([1, 2])

    const next = await runs.openLog('r')
    next.append(epoch(3, 3, false))
    await next.close()
    expect((await runs.events('r')).map(event => event.seq)).toEqual([1, 2, 3])
  })

  it('are listed newest first, with how far they came', async () => {
    const runs = createRunStore(home)
    await runs.create(record('20260101-a'))
    await runs.create(record('20260102-b'))
    const log = await runs.openLog('20260101-a')
    log.append(epoch(1, 1, true))
    log.append({ seq: 2, type: 'checkpoint', step: 2, epoch: 1, file: 'best' })
    log.append(epoch(3, 2, true))
    await log.close()
    const [newer, older] = await listRuns(runs, '20260102-b')
    expect(newer).toMatchObject({ phase: 'running', epochsDone: 0, best: null, usable: false })
    expect(older).toMatchObject({ phase: 'interrupted', epochsDone: 2, best: { epoch: 1, loss: 1 } })
  })

  it('that went on after an end are as they are now, without what was undone', async () => {
    const runs = createRunStore(home)
    await runs.create(record('r'))
    const log = await runs.openLog('r')
    log.append(epoch(1, 1, true))
    log.append(epoch(2, 2, true))
    log.append({ seq: 3, type: 'end', reason: 'stopped', best: null, final: null })
    log.append({
      seq: 4,
      type: 'started',
      epoch: 1,
      epochs: 3,
      stepsPerEpoch: 2,
      device: 'CPU',
      threads: 2,
    })
    await log.close()
    expect((await listRuns(runs, undefined))[0]).toMatchObject({ phase: 'interrupted', epochsDone: 1 })
    expect((await runs.events('r')).map(({ seq }) => seq)).toEqual([1, 3, 4])
    expect((await runs.events('r', ['epoch'])).map(({ seq }) => seq)).toEqual([1])
  })

  it('keep the settings that they had before', async () => {
    const runs = createRunStore(home)
    await runs.create(record('r'))
    const { settings } = record('r')
    const changed = {
      ...record('r'),
      settings: { ...settings, epochs: 9 },
      earlierSettings: [{ settings, untilEpoch: 1.5, because: 'epochs' as const }],
    }
    await runs.update(changed)
    expect(await runs.get('r')).toEqual({ ok: true, value: changed })
  })

  it('whose newest weights are gone have those before', async () => {
    const runs = createRunStore(home)
    await runs.create(record('r'))
    const weights = (name: string) => join(runs.folder('r'), 'checkpoints', `${name}.safetensors`)
    expect([runs.checkpoint('r'), runs.canGoOn('r')]).toEqual([undefined, false])
    await writeFile(weights('last.previous'), '')
    expect([runs.checkpoint('r'), runs.canGoOn('r')]).toEqual(['last', true])
    await writeFile(weights('best'), '')
    expect(runs.checkpoint('r')).toBe('best')
  })

  it('that are damaged say what was found, and do not hide the others', async () => {
    const runs = createRunStore(home)
    await runs.create(record('good'))
    await runs.create({ ...record('bad'), classNames: [] })
    expect(await runs.get('bad')).toMatchObject({ ok: false, problem: { code: 'runs.damaged' } })
    expect((await listRuns(runs, undefined)).map(run => run.record.id)).toEqual(['good'])
  })

  it('are found by their id alone, never by a path', async () => {
    const runs = createRunStore(home)
    for (const id of ['../runs/good', '..', '', 'a/b']) {
      expect(await runs.get(id)).toMatchObject({ ok: false, problem: { code: 'runs.not-found' } })
      expect(await runs.remove(id)).toMatchObject({ ok: false, problem: { code: 'runs.not-found' } })
    }
  })

  it('are left alone while another process works on them', async () => {
    const runs = createRunStore(home)
    await runs.create(record('r'))
    await writeFile(join(runs.folder('r'), 'running.pid'), String(process.ppid))
    expect((await listRuns(runs, undefined))[0]?.phase).toBe('running')
    expect(await runs.remove('r')).toMatchObject({ problem: { code: 'training.busy' } })
    expect(await runs.claim('r')).toBe(false)
    // Of a process that is gone.
    await writeFile(join(runs.folder('r'), 'running.pid'), '2147483647')
    expect(await runs.claim('r')).toBe(true)
    expect((await listRuns(runs, undefined))[0]?.phase).toBe('interrupted')
    // Of a process that lived before the computer was started, whose number another one has now.
    await writeFile(join(runs.folder('r'), 'running.pid'), String(process.ppid))
    await utimes(join(runs.folder('r'), 'running.pid'), 1, 1)
    expect(await runs.claim('r')).toBe(true)
    expect(await readdir(runs.folder('r'))).toEqual(['checkpoints', 'run.json', 'running.pid'])
    await runs.release('r')
    expect(await runs.remove('r')).toEqual({ ok: true, value: null })
  })

  it('are gone when removed', async () => {
    const runs = createRunStore(home)
    await runs.create(record('gone'))
    expect(await runs.remove('gone')).toEqual({ ok: true, value: null })
    await expect(readFile(join(runs.folder('gone'), 'run.json'))).rejects.toThrow()
  })
})
