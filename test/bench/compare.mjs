import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { root } from '../../setup/root.mjs'
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
const usualBatches = { 'lenet-modern': [32, 128], alexnet: [32], 'vgg-11': [8] }
const classes = 10
const seconds = Number(options.seconds)

const list = text => text.split(',').filter(entry => entry !== '')
const say = text => process.stderr.write(`${text}\n`)

const load = async file => (await runnerImport(path.join(root, 'src-main', file))).module
const { findNetwork } = await load('network/find-network.ts')
const { messagesFor, sayProblem } = await load('shared/messages/messages.ts')
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
  if (!found.ok) {
    say(sayProblem(messagesFor('en'), found.problem))
    process.exit(2)
  }
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
  for (const peer of peers) {
    if (peer.absent) continue
    const opened = openPeer(peer, { spec, classes, batch, precision, optimizer })
    // One after the other, since some try out which way they are fastest.
    if ((await orSay(peer.name, opened.ready)) !== undefined) engines.push(opened)
  }
  // TensorFlow.js has no bfloat16.
  if (precision === 'float32') engines.push(openLenslet(lenslet, 'tfjs eager', { ...task, engine: 'eager' }))

  const rounds = await measureInTurns(engines)
  for (const engine of engines) engine.close()
  const imagesPerSecond = Object.fromEntries(
    Object.entries(rounds).map(([name, speeds]) => [name, median(speeds)]),
  )
  const { Lenslet: own, ...others } = imagesPerSecond
  const fastest = Math.max(0, ...Object.values(others))
  const ratio = own && fastest && own / fastest
  const row = { ...task, optimizer, imagesPerSecond, ...(ratio && { ratio }), rounds }
  if (options.json) process.stdout.write(`${JSON.stringify(row)}\n`)
  return row
}

/** Pictures a second of every engine's rounds; one that fails has no more turns, and none counts of those it had. */
async function measureInTurns(engines) {
  let able = engines
  const speeds = new Map(engines.map(engine => [engine, []]))
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const engine of able) {
      const speed = await orSay(engine.name, engine.measure(seconds))
      speeds.get(engine).push(speed)
      if (speed !== undefined) say(`  ${engine.name.padEnd(10)} ${speed.toFixed(1)}`)
    }
    able = able.filter(engine => !speeds.get(engine).includes(undefined))
  }
  return Object.fromEntries(able.map(engine => [engine.name, speeds.get(engine)]))
}

/** What `answer` gives; undefined after saying why there is none. */
async function orSay(name, answer) {
  try {
    return await answer
  } catch (error) {
    say(`  ${name.padEnd(10)} ${error.message}`)
    return undefined
  }
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
