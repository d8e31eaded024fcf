import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { presets } from '../shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import { messagesFor, sayProblem } from '../shared/messages/messages.ts'
import { findNetwork } from './find-network.ts'
import { networkText } from './network-file.ts'
import { createNetworksStore, type NetworksStore } from './networks-store.ts'

let home: string
let networks: NetworksStore
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lenslet-find-network-'))
  networks = createNetworksStore(home)
})
afterEach(() => rm(home, { recursive: true, force: true }))

const ours: ArchitectureSpec = { ...presets['lenet-5'].spec, name: 'Our LeNet' }

async function keep(spec = ours): Promise<string> {
  const saved = await networks.save(null, spec)
  if (!saved.ok) throw new Error(saved.problem.code)
  return saved.value.id
}

async function told(name: string): Promise<string> {
  const found = await findNetwork(name, networks)
  return found.ok ? found.value.spec.id : sayProblem(messagesFor('en'), found.problem)
}

it('is a preset by its id, with what comes with it', async () => {
  expect(await findNetwork('vgg-16', networks)).toEqual({
    ok: true,
    value: { spec: presets['vgg-16'].spec, preset: presets['vgg-16'] },
  })
})

it('is a file by its path', async () => {
  const file = join(home, 'net.json')
  await writeFile(file, networkText(presets['vgg-small'].spec))
  expect(await findNetwork(file, networks)).toEqual({ ok: true, value: { spec: presets['vgg-small'].spec } })
})

it('is one of a person’s own, by its id and by its name', async () => {
  const id = await keep()
  for (const name of [id, 'Our LeNet']) {
    expect(await findNetwork(name, networks)).toEqual({ ok: true, value: { spec: { ...ours, id } } })
  }
})

it('of a name that two have is asked for by its id', async () => {
  const id = await keep()
  await writeFile(join(home, 'networks', 'copied.json'), networkText(ours))
  expect(await told('Our LeNet')).toMatch(
    /Several of your networks have the name “Our LeNet”.*(copied.*own-|own-.*copied)/,
  )
  expect(await told('copied')).toBe('copied')
  expect(await told(id)).toBe(id)
})

it('that is found nowhere is told with all that there is', async () => {
  await keep()
  await keep({ ...ours, name: '我们的网络' })
  const sentence = await told('lenet5')
  expect(sentence).toContain('There is no network “lenet5”. Name one of lenet-article, lenet-5, ')
  expect(sentence).toContain('one of your own (“Our LeNet”, “我们的网络”), or a file')
})

it('of one’s own that is damaged is told its fault', async () => {
  const id = await keep()
  await writeFile(networks.fileOf(id), networkText(ours).replace('"filters": 6', '"filters": 0'))
  expect(await told(id)).toMatch(
    /does not describe a network\. Line 16, column 18: layers\[0\]\.filters: 0, must/,
  )
})

it('is not hidden by a folder of its name, and a folder alone is told to be none', async () => {
  const before = process.cwd()
  process.chdir(home)
  try {
    await mkdir('Our LeNet')
    expect(await told('Our LeNet')).toBe(
      'Our LeNet could not be read (EISDIR). Check that it is a file and that you may read it.',
    )
    const id = await keep()
    expect(await told('Our LeNet')).toBe(id)
  } finally {
    process.chdir(before)
  }
})

it.each(['../own', '', 'a\0b', '/dev/null/net.json'])(
  'is refused in words where %j is asked for',
  async name => {
    expect(await told(name)).toMatch(/There is no network|could not be read/)
  },
)
