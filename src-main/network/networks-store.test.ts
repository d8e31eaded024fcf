import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { presets } from '../shared/architecture/presets/index.ts'
import { createNetworksStore, type NetworksStore } from './networks-store.ts'
import { specSchema } from './spec-schema.ts'

let home: string
let networks: NetworksStore
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lenslet-networks-'))
  networks = createNetworksStore(home)
})
afterEach(() => rm(home, { recursive: true, force: true }))

const spec = { ...presets['lenet-5'].spec, name: 'Ours' }
const saved = async (id: string | null, network = spec) => {
  const result = await networks.save(id, network)
  if (!result.ok) throw new Error(result.problem.code)
  return result.value
}
const names = async () => (await networks.list()).map(network => network.spec.name)

it('keeps a network as a file that holds a valid one, under an id of its own', async () => {
  const { id } = await saved(null)
  const file = JSON.parse(await readFile(join(home, 'networks', `${id}.json`), 'utf8'))
  expect(specSchema.parse(file)).toEqual({ ...spec, id })
  expect(await names()).toEqual(['Ours'])
})

it('replaces, renames and removes', async () => {
  const { id } = await saved(null)
  await saved(id, { ...spec, layers: spec.layers.slice(0, 3) })
  expect((await networks.list())[0]?.spec.layers).toHaveLength(3)
  expect(await networks.rename(id, 'Theirs')).toMatchObject({ ok: true })
  expect(await names()).toEqual(['Theirs'])
  await networks.remove(id)
  expect(await names()).toEqual([])
})

it('keeps no two under one name', async () => {
  await saved(null)
  expect(await networks.save(null, spec)).toMatchObject({ problem: { code: 'networks.name-taken' } })
  const other = await saved(null, { ...spec, name: 'Other' })
  expect(await networks.rename(other.id, 'Ours')).toMatchObject({ problem: { code: 'networks.name-taken' } })
  expect(await names()).toEqual(['Other', 'Ours'])
})

it('passes over files that are none, and says when the one to rename is gone', async () => {
  await saved(null)
  await writeFile(join(home, 'networks', 'notes.json'), '{"version": 1}')
  expect(await names()).toEqual(['Ours'])
  expect(await networks.rename('own-missing', 'New')).toMatchObject({ problem: { code: 'networks.gone' } })
})
