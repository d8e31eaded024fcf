import { expect, test } from 'vitest'
import { type DatasetSummary, dataRequestNames, type ImportProgress } from '../shared/contract/data.ts'
import { dataChangeRequestNames } from '../shared/contract/data-changes.ts'
import { failure, success } from '../shared/result.ts'
import { dataHandlers } from './handlers.ts'
import { dataSchemas } from './schemas.ts'
import type { Datasets } from './service.ts'

const options = {
  shape: { height: 32, width: 32, channels: 1 },
  color: 'grey',
  fit: 'pad',
  validation: 0.1,
  test: 0,
  seed: 1,
} as const
const source = { kind: 'paths', paths: ['/pictures'] } as const

test('every request of the contract has a handler and a schema', () => {
  const names = [...dataRequestNames, ...dataChangeRequestNames].sort()
  const handlers = dataHandlers({ datasets: {} as Datasets, emit: () => {}, isInUse: () => false })
  expect(Object.keys(handlers).sort()).toEqual(names)
  expect(Object.keys(dataSchemas).sort()).toEqual(names)
})

test('an import reports its progress to the window and ends when it is cancelled', async () => {
  const sent: ImportProgress[] = []
  const progress: ImportProgress = { phase: 'decoding', done: 1, total: 2, secondsLeft: null }
  const waiting: Pick<Datasets, 'import'> = {
    import: (_source, _options, { onProgress, signal }) => {
      onProgress(progress)
      return new Promise(resolve =>
        signal.addEventListener('abort', () => resolve(failure('data.cancelled', {}))),
      )
    },
  }
  const handlers = dataHandlers({
    datasets: waiting as Datasets,
    isInUse: () => false,
    emit: (_name, event) => void sent.push(event as ImportProgress),
  })
  const result = handlers['data:import']({ source, options })
  await handlers['data:cancel-import'](null)
  expect(await result).toMatchObject({ problem: { code: 'data.cancelled' } })
  expect(sent).toEqual([progress])
})

test('a window that is loaded anew takes up the import that is going on', async () => {
  const progress: ImportProgress = { phase: 'decoding', done: 1, total: 2, secondsLeft: null }
  let finish = () => {}
  const made = { id: 'made' } as DatasetSummary
  const waiting: Pick<Datasets, 'import'> = {
    import: (_source, _options, { onProgress }) => {
      onProgress(progress)
      return new Promise(resolve => {
        finish = () => resolve(success(made))
      })
    },
  }
  const handlers = dataHandlers({ datasets: waiting as Datasets, isInUse: () => false, emit: () => {} })
  expect(await handlers['data:import-progress'](null)).toEqual(success(null))
  expect(await handlers['data:import-result'](null)).toEqual(success(null))
  void handlers['data:import']({ source, options })
  expect(await handlers['data:import-progress'](null)).toEqual(success(progress))
  const result = handlers['data:import-result'](null)
  finish()
  expect(await result).toEqual(success(made))
  expect(await handlers['data:import-progress'](null)).toEqual(success(null))
})

test.each([
  ['as many channels as the color has not', { ...options, color: 'rgb' }],
  ['no training pictures', { ...options, validation: 0.6, test: 0.6 }],
  ['a size that no network takes', { ...options, shape: { height: 0, width: 32, channels: 1 } }],
  ['something else besides', { ...options, folder: '/etc' }],
])('options with %s are refused', (_, wrong) => {
  expect(dataSchemas['data:import'].safeParse({ source, options }).success).toBe(true)
  expect(dataSchemas['data:import'].safeParse({ source, options: wrong }).success).toBe(false)
})

test('a path longer than the system takes comes to the scan, which says so', () => {
  const paths = [`/${'x'.repeat(20_000)}`]
  const request = { source: { kind: 'paths', paths }, options }
  expect(dataSchemas['data:import'].safeParse(request).success).toBe(true)
})

test('a data set is not removed while a run learns from it', async () => {
  const removed: string[] = []
  const remove = async (id: string) => {
    removed.push(id)
    return success(null)
  }
  const versions = async (id: string) => success([{ id: `${id}-now` }, { id }])
  const datasets = { remove, versions } as unknown as Datasets
  const handlers = dataHandlers({ datasets, emit: () => {}, isInUse: id => id === 'busy' })
  expect(await handlers['data:remove']({ datasetId: 'busy' })).toMatchObject({
    problem: { code: 'data.in-use' },
  })
  expect(await handlers['data:remove']({ datasetId: 'idle' })).toEqual(success(null))
  expect(removed).toEqual(['idle'])
})
