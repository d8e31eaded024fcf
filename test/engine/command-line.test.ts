import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { makeBadFiles, makeShapes, temporaryFolder } from '../fixtures/make-dataset.ts'

const program = join(import.meta.dirname, '../../out/main/cli.js')

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  folder = await temporaryFolder()
  await makeShapes(join(folder.path, 'shapes'), { classes: 3, images: 40, color: 'grey' })
  await makeShapes(join(folder.path, 'new'), { classes: 3, images: 2, color: 'grey', seed: 9 })
  await makeBadFiles(join(folder.path, 'new', 'bad'))
})
afterAll(() => folder.remove())

type Line = Record<string, unknown>

function start(args: string[]): {
  child: ChildProcess
  ended: Promise<{ code: number | null; lines: Line[]; stderr: string }>
} {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, LENSLET_HOME: join(folder.path, 'home'), LANG: 'en_US.UTF-8' },
    // A process group of its own, as in a terminal.
    detached: true,
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => (stdout += chunk))
  child.stderr.on('data', chunk => (stderr += chunk))
  const ended = new Promise<{ code: number | null; lines: Line[]; stderr: string }>(resolve =>
    child.on('close', code => {
      const lines = stdout.split('\n').filter(line => line !== '')
      resolve({ code, lines: lines.map(line => JSON.parse(line) as Line), stderr })
    }),
  )
  return { child, ended }
}

/** Sends Ctrl-C to all processes when the run tells of its first epoch from `epoch` on. */
function interruptAt(epoch: number, args: string[]) {
  const { child, ended } = start([...args, '--json'])
  let sent = false
  child.stdout?.on('data', chunk => {
    const told = [...String(chunk).matchAll(/"type":"step".*?"epoch":([0-9.]+)/g)].map(found =>
      Number(found[1]),
    )
    if (sent || !child.pid || !told.some(number => number >= epoch)) return
    sent = true
    process.kill(-child.pid, 'SIGINT')
  })
  return ended
}

const lenslet = (...args: string[]) => start([...args, '--json']).ended
const imported = async () => (await lenslet('datasets')).lines[0]?.['dataset'] as string
const trained = async () => (await lenslet('runs')).lines[0]?.['run'] as string

describe('the command line', () => {
  it('says what is installed', async () => {
    const { code, lines } = await lenslet('doctor')
    expect(code).toBe(0)
    expect(lines).toMatchObject([
      { engine: 'tensorflow', problems: [], devices: [{ kind: expect.any(String) }] },
    ])
    // Measured where the processor has instructions for bfloat16, and not claimed elsewhere.
    const [{ devices, precisions } = {}] = lines as [
      { devices?: [{ bfloat16: boolean }]; precisions?: object },
    ]
    expect(precisions !== undefined).toBe(devices?.[0].bfloat16)
    if (precisions)
      expect(precisions).toMatchObject({ float32: expect.any(Number), bfloat16: expect.any(Number) })
  })

  it('lists and inspects the networks, with the numbers of the papers', async () => {
    const { lines } = await lenslet('networks')
    expect(Object.fromEntries(lines.map(({ id, parameters }) => [id, parameters]))).toMatchObject({
      'lenet-article': 59_086,
      'lenet-5': 60_850,
      'lenet-modern': 61_706,
    })
    const [article] = (await lenslet('inspect', 'lenet-article')).lines
    expect(article).toMatchObject({ parameters: 59_086, flops: 827_840, problems: [] })
    const broken = await lenslet('inspect', 'lenet-modern', '--input', '8x8x1')
    expect(broken.lines[0]).toMatchObject({
      problems: [
        {
          layer: 'conv2',
          severity: 'error',
          code: 'network.window-does-not-fit',
          fixes: expect.arrayContaining([
            expect.objectContaining({ code: 'set-input', message: 'Enlarge the input to 16 × 16' }),
          ]),
        },
      ],
    })
  })

  it('takes one’s own networks by id and by name, and keeps one line a preset', async () => {
    const own = { ...presets['lenet-modern'].spec, id: 'own-1', name: '我们的 LeNet' }
    await mkdir(join(folder.path, 'home', 'networks'), { recursive: true })
    await writeFile(join(folder.path, 'home', 'networks', 'own-1.json'), JSON.stringify(own))
    expect((await lenslet('networks')).lines.map(({ id }) => id)).toEqual(Object.keys(presets))
    expect((await lenslet('networks', '--own')).lines).toEqual([
      {
        id: 'own-1',
        name: '我们的 LeNet',
        input: [32, 32, 1],
        parameters: 61_706,
        source: 'own',
        saved: expect.any(String),
      },
    ])
    for (const name of ['own-1', '我们的 LeNet']) {
      const { lines } = await lenslet('inspect', name)
      expect(lines[0]).toMatchObject({ network: { id: 'own-1' }, parameters: 61_706, problems: [] })
    }
    const missing = await lenslet('train', '--data', 'any', '--network', 'LeNet')
    expect(missing.lines).toMatchObject([
      { error: { code: 'network.unknown', message: expect.stringContaining('我们的 LeNet') } },
    ])
  })

  it('imports, trains, evaluates and predicts', async () => {
    const data = await lenslet('import', join(folder.path, 'shapes'), '--test', '0.2', '--seed', '7')
    expect(data.code, data.stderr).toBe(0)
    expect(data.lines.at(-1)).toMatchObject({
      images: 120,
      classes: [{ images: 40 }, { images: 40 }, { images: 40 }],
      split: { train: 84, validation: 12, test: 24 },
      files: 120,
      skipped: 0,
      problems: [],
    })

    const run = await lenslet(
      'train',
      '--data',
      await imported(),
      '--network',
      'lenet-modern',
      '--epochs',
      '8',
      '--batch',
      '16',
    )
    expect(run.code, run.stderr).toBe(0)
    expect(run.lines[0]).toEqual({ type: 'run', run: expect.any(String) })
    expect(run.lines.slice(1).map(({ seq }) => seq)).toEqual(run.lines.slice(1).map((_, index) => index + 1))
    expect(run.lines.filter(({ type }) => type === 'epoch')).toHaveLength(8)
    expect(run.lines.at(-1)).toMatchObject({
      type: 'end',
      reason: 'finished',
      best: { epoch: expect.any(Number) },
    })

    const home = join(folder.path, 'home', 'runs', await trained())
    const kept = (await readFile(join(home, 'metrics.ndjson'), 'utf8')).trim().split('\n')
    expect(kept.map(line => JSON.parse(line))).toEqual(run.lines.slice(1))

    const score = await lenslet('evaluate', await trained())
    expect(score.lines[0]).toMatchObject({ split: 'test', images: 24, perClass: [{}, {}, {}] })
    expect(score.lines[0]?.['accuracy']).toBeGreaterThan(0.9)

    const answers = await lenslet('predict', await trained(), join(folder.path, 'new'), '--top', '2')
    expect(answers.code).toBe(0)
    const usable = answers.lines.filter(line => 'predictions' in line)
    expect(usable).toHaveLength(6)
    for (const { path, predictions } of usable) {
      expect(predictions).toMatchObject([
        {
          label: join(path as string, '..')
            .split('/')
            .at(-1),
        },
        {},
      ])
    }
    expect(answers.lines.filter(line => 'error' in line).length).toBeGreaterThan(0)

    const { path } = usable[0] as { path: string }
    const [{ label, probability }] = usable[0]!['predictions'] as [Line]
    for (const method of ['gradcam', 'occlusion']) {
      const out = join(folder.path, 'maps', `${method}.png`)
      const explained = await lenslet('explain', await trained(), path, '--out', out, '--method', method)
      expect(explained.code, explained.stderr).toBe(0)
      expect(explained.lines).toEqual([{ out, label, probability: expect.closeTo(probability as number, 4) }])
      expect((await readFile(out)).subarray(1, 4).toString()).toBe('PNG')
    }
    const asked = [
      'explain',
      await trained(),
      path,
      '--out',
      join(folder.path, 'maps.png'),
      '--class',
      'dragon',
    ]
    expect((await lenslet(...asked)).lines).toMatchObject([{ error: { code: 'inspection.no-class' } }])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'saves a run that %s reaches in all its processes, and says so with 130',
    async signal => {
      const { child, ended } = start([
        'train',
        '--data',
        await imported(),
        '--network',
        'lenet-article',
        '--epochs',
        '100000',
        '--json',
      ])
      let sent = false
      child.stdout?.on('data', chunk => {
        if (sent || !child.pid || !String(chunk).includes('"epoch"')) return
        sent = true
        process.kill(-child.pid, signal)
      })
      const { code, lines } = await ended
      expect(code).toBe(130)
      expect(lines.at(-1)).toMatchObject({ type: 'end', reason: 'stopped' })
      expect(lines.at(-2)).toMatchObject({ type: 'checkpoint', file: 'last' })
    },
  )

  it('forecasts what a training takes, and refuses one that does not fit into memory', async () => {
    const data = await imported()
    const asked = ['--data', data, '--batch', '16', '--time']
    const { code, lines, stderr } = await lenslet('inspect', 'lenet-modern', ...asked)
    expect(code, stderr).toBe(0)
    const { memoryBytes, time } = lines[0] as { memoryBytes: number; time: Record<string, number> }
    expect(memoryBytes).toBeGreaterThan(50e6)
    expect(time['imagesPerSecond']).toBeCloseTo(16 / time['secondsPerStep']!)
    expect(time['secondsPerEpoch']).toBeGreaterThan((84 / 16) * time['secondsPerStep']!)

    const { spec } = presets['lenet-modern']
    const layers = spec.layers.map(layer =>
      layer.kind === 'dense' && layer.units !== 'classes' ? { ...layer, units: 65_536 } : layer,
    )
    const file = join(folder.path, 'huge.json')
    await writeFile(file, JSON.stringify({ ...spec, layers }))
    const before = (await lenslet('runs')).lines.length
    const refused = await lenslet('train', '--data', data, '--network', file)
    expect(refused.code).toBe(1)
    expect(refused.lines).toMatchObject([{ error: { code: 'training.too-large' } }])
    expect((await lenslet('runs')).lines).toHaveLength(before)
  })

  it('goes on with a run that SIGINT stopped, and comes to what the uninterrupted one comes to', async () => {
    const settings = ['--network', 'lenet-article', '--batch', '8', '--epochs', '12', '--seed', '5']
    const whole = await lenslet('train', '--data', await imported(), ...settings)
    expect(whole.code, whole.stderr).toBe(0)
    const first = await interruptAt(1, ['train', '--data', await imported(), ...settings])
    const run = first.lines[0]?.['run'] as string
    const second = await interruptAt(2, ['resume', run])
    expect([first.code, second.code]).toEqual([130, 130])
    const third = await lenslet('resume', run)
    expect(third.code, third.stderr).toBe(0)

    const parts = [first, second, third].map(({ lines }) => lines)
    expect(parts.map(([line]) => line)).toEqual(Array(3).fill({ type: 'run', run }))
    const events = parts.flatMap(([_, ...rest]) => rest)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    const epochs = (lines: Line[]) =>
      lines.flatMap(({ type, epoch, loss, validationLoss }) =>
        type === 'epoch' ? [{ epoch, loss, validationLoss }] : [],
      )
    expect(epochs(events)).toEqual(epochs(whole.lines))
    expect(third.lines.at(-1)).toMatchObject({ ...whole.lines.at(-1), seq: expect.any(Number) })
    const weights = async (id: unknown) =>
      (
        await readFile(join(folder.path, 'home', 'runs', id as string, 'checkpoints', 'last.safetensors'))
      ).subarray(-8 * 10_000)
    expect(await weights(run)).toEqual(await weights(whole.lines[0]?.['run']))

    const done = await lenslet('resume', run)
    expect(done.code).toBe(1)
    expect(done.lines).toMatchObject([{ error: { code: 'training.all-epochs-done' } }])
    const more = await lenslet('resume', run, '--epochs', '13')
    expect(epochs(more.lines)).toMatchObject([{ epoch: 13 }])
    const record = JSON.parse(await readFile(join(folder.path, 'home', 'runs', run, 'run.json'), 'utf8'))
    expect(record).toMatchObject({
      settings: { epochs: 13 },
      earlierSettings: [{ settings: { epochs: 12 } }],
    })
  })

  it('compiles a network to a SavedModel, and says what goes in and out', async () => {
    const out = join(folder.path, 'model')
    const { code, lines, stderr } = await lenslet('compile', 'lenet-modern', '--out', out, '--classes', '7')
    expect(code, stderr).toBe(0)
    expect(lines).toMatchObject([{ out, nodes: expect.any(Number) }])
    const { signatures } = lines[0] as { signatures: Record<string, { outputs: Line[] }> }
    expect(Object.keys(signatures)).toEqual(
      expect.arrayContaining(['init', 'train', 'evaluate', 'predict', 'explain', 'read', 'write']),
    )
    expect(signatures['predict']?.outputs).toEqual([
      { name: 'probabilities', dtype: 'float32', shape: [-1, 7] },
    ])
    expect((await stat(join(out, 'saved_model.pb'))).size).toBeGreaterThan(10_000)
    expect((await lenslet('compile', 'lenet-modern')).code).toBe(2)
    for (const verb of [['compile', 'lenet-modern', '--out', out], ['bench']]) {
      const elsewhere = await lenslet(...verb, '--device', 'gpu:9')
      expect(elsewhere.code).toBe(1)
      expect(elsewhere.lines).toMatchObject([{ error: { code: 'engine.no-device' } }])
    }
  })

  it('answers wrong usage with 2 and failures with 1, in one object', async () => {
    const wrong = await lenslet('train', '--epochs', 'many')
    expect(wrong.code).toBe(2)
    expect(wrong.lines).toMatchObject([{ error: { code: 'cli.usage' } }])
    expect((await lenslet('fly')).code).toBe(2)
    const failed = await lenslet('predict', 'no-such-run', folder.path)
    expect(failed.code).toBe(1)
    expect(failed.lines).toMatchObject([{ error: { code: 'runs.not-found' } }])
    await writeFile(join(folder.path, 'network.json'), '{"version": 1}')
    const network = await lenslet('inspect', join(folder.path, 'network.json'))
    expect(network.lines).toMatchObject([{ error: { code: 'network.invalid-file' } }])
    await rm(join(folder.path, 'network.json'))
  })
})
