import os from 'node:os'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { openLenslet, prepareLenslet } from './lenslet.mjs'
import { findPeers, openPeer } from './peers.mjs'
import { table } from './table.mjs'

/**
 * npm run bench: how fast Lenslet trains beside Keras, PyTorch and eager TensorFlow.js, in the same minute. Every engine has its turn for some
 * seconds, then all have another; what counts is each one's median.
 */
const { values: options } = parseArgs({
  options: {
    networks: { type: 'string', default: 'lenet-modern,alexnet,vgg-11' },
    batches: { type: 'string' },
    precision: { type: 'string', default: 'float32' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
})

/** Where none is asked for: as large as one computer trains them in reasonable time. */
const usualBatches = { 'lenet-modern': [32, 128, 512], alexnet: [32], 'vgg-11': [8] }
const classes = 10
const seconds = Number(options.seconds)
/** Steps of an execution; fewer where a step takes long by itself. */
const mostSteps = 20
const secondsOfExecution = 1

const list = text => text.split(',').filter(entry => entry !== '')
const say = text => process.stderr.write(`${text}\n`)

const { findNetwork } = (await runnerImport('./src-main/network/find-network.ts')).module
const lenslet = await prepareLenslet()
const machine = {
  device: os.cpus()[0]?.model.trim(),
  cores: os.availableParallelism(),
  memoryBytes: os.totalmem(),
  load: os.loadavg()[0],
}
const peers = findPeers()
for (const { name, absent } of peers) if (absent) say(`${name} is absent: ${absent}`)

const rows = []
for (const network of list(options.networks)) {
  const found = await findNetwork(network)
  if (!found.ok) throw new Error(`${network}: ${JSON.stringify(found.problem)}`)
  for (const batch of options.batches ? list(options.batches).map(Number) : (usualBatches[network] ?? [32])) {
    for (const precision of list(options.precision)) rows.push(await compare(found.value, batch, precision))
  }
}
const versions = { Lenslet: lenslet.versions }
for (const peer of peers) if (peer.versions) versions[peer.name] = peer.versions
if (options.json) process.stdout.write(`${JSON.stringify({ machine, versions })}\n`)
else process.stdout.write(`${table({ machine, versions, peers, rows })}\n`)

async function compare({ spec, preset }, batch, precision) {
  const optimizer = preset?.training.optimizer ?? { kind: 'adam', learningRate: 0.001 }
  say(`${spec.id}, batch ${batch}, ${precision}, ${optimizer.kind}`)
  const task = { network: spec.id, batch, precision }
  const engines = [openLenslet(lenslet, 'Lenslet', { ...task, engine: 'graph' })]
  const first = await measureOrSay(engines[0])
  const steps = Math.round((secondsOfExecution * (first ?? 0)) / batch)
  const peerTask = {
    spec,
    classes,
    batch,
    precision,
    optimizer,
    steps: Math.min(Math.max(steps, 1), mostSteps),
  }
  for (const peer of peers) if (!peer.absent) engines.push(openPeer(peer, peerTask))
  // TensorFlow.js has no bfloat16.
  if (precision === 'float32') engines.push(openLenslet(lenslet, 'tfjs eager', { ...task, engine: 'eager' }))

  const results = new Map(engines.map(({ name }) => [name, []]))
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const engine of engines) {
      const speed = await measureOrSay(engine)
      if (speed !== undefined) results.get(engine.name).push(speed)
    }
  }
  for (const engine of engines) engine.close()
  const row = {
    ...task,
    optimizer,
    steps: peerTask.steps,
    imagesPerSecond: {},
    rounds: Object.fromEntries(results),
  }
  for (const [name, speeds] of results) row.imagesPerSecond[name] = median(speeds)
  const { Lenslet: own, ...others } = row.imagesPerSecond
  const fastest = Math.max(0, ...Object.values(others).filter(speed => speed !== undefined))
  if (own !== undefined && fastest > 0) row.ratio = own / fastest
  if (options.json) process.stdout.write(`${JSON.stringify(row)}\n`)
  return row
}

async function measureOrSay(engine) {
  try {
    const speed = await engine.measure(seconds)
    say(`  ${engine.name.padEnd(10)} ${speed.toFixed(1)}`)
    return speed
  } catch (error) {
    say(`  ${engine.name.padEnd(10)} ${error.message}`)
    return undefined
  }
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
