import { spawn } from 'node:child_process'
import { link, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { root } from '../../setup/root.mjs'
import { prepareLenslet } from './lenslet.mjs'

/**
 * How fast Lenslet imports many files and what it holds in memory meanwhile, beside sharp alone and Pillow on the same files. The files are JPEG made up
 * on the spot; each of a thousand has as many names as are needed. Memory is sampled on Linux.
 */
const { values: options } = parseArgs({
  options: {
    files: { type: 'string', default: '1000,10000,100000' },
    side: { type: 'string', default: '256' },
    size: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '1' },
    who: { type: 'string', default: 'Lenslet,sharp,Pillow' },
    json: { type: 'boolean', default: false },
  },
})
const [side, size] = [Number(options.side), Number(options.size)]
const say = text => process.stderr.write(`${text}\n`)
const distinct = 1000
const ofClass = 100

const { env } = await prepareLenslet()
const folder = await mkdtemp(path.join(os.tmpdir(), 'lenslet-scale-'))
const rows = []
const importers = { Lenslet: importPictures, sharp: importBySharp, Pillow: importByPillow }
try {
  await makeOriginals(path.join(folder, 'originals'))
  for (const files of options.files.split(',').map(Number)) {
    const pictures = path.join(folder, `pictures-${files}`)
    await makePictures(pictures, files)
    for (let round = 1; round <= Number(options.rounds); round++) {
      for (const who of options.who.split(',')) {
        rows.push({ files, who, ...(await importers[who](pictures, files)) })
        say(JSON.stringify(rows.at(-1)))
      }
    }
    await rm(pictures, { recursive: true })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
const machine = {
  device: os.cpus()[0]?.model.trim(),
  cores: os.availableParallelism(),
  load: os.loadavg()[0],
}
if (options.json) console.log(JSON.stringify({ machine, side, size, rows }))
else console.table(rows)

/** Slopes and grain, so that they take as many bytes as photographs do. */
async function makeOriginals(target) {
  await mkdir(target)
  for (let number = 0; number < distinct; number++) {
    const pixels = Buffer.alloc(side * side * 3)
    let state = number + 1
    for (let index = 0; index < pixels.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      pixels[index] = 128 + 80 * Math.sin(index / (40 * (1 + (number % 7)))) + (state >>> 27)
    }
    const raw = { width: side, height: side, channels: 3 }
    await sharp(pixels, { raw })
      .jpeg({ quality: 90 })
      .toFile(path.join(target, `${number}.jpg`))
  }
}

async function makePictures(target, files) {
  for (let number = 0; number < files; number++) {
    const own = path.join(target, `class-${Math.floor(number / ofClass)}`)
    if (number % ofClass === 0) await mkdir(own, { recursive: true })
    await link(
      path.join(folder, 'originals', `${number % distinct}.jpg`),
      path.join(own, `picture-${number}.jpg`),
    )
  }
}

/** `lenslet import` as a person would run it: rate with all that belongs to it, peaks of memory, and the longest wait of the main process. */
async function importPictures(pictures, files) {
  const home = path.join(folder, 'home')
  const report = path.join(folder, 'event-loop.json')
  const program = path.join(root, 'out', 'main', 'cli.js')
  const watch = path.join(import.meta.dirname, 'watch-event-loop.mjs')
  const args = [
    '--import',
    watch,
    program,
    'import',
    pictures,
    '--size',
    options.size,
    '--color',
    'rgb',
    '--json',
  ]
  const ownEnv = { ...env, LENSLET_HOME: home, LENSLET_BENCH_REPORT: report }
  const { failed, ...measured } = await measure(process.execPath, args, ownEnv, files)
  if (failed) throw new Error(`lenslet import: ${failed}`)
  await rm(home, { recursive: true })
  return { ...measured, ...JSON.parse(await readFile(report, 'utf8')) }
}

async function importBySharp(pictures, files) {
  const script = path.join(import.meta.dirname, 'peers', 'sharp_import.mjs')
  return measure(process.execPath, [script, pictures, options.size], env, files)
}

async function importByPillow(pictures, files) {
  const script = path.join(import.meta.dirname, 'peers', 'pillow_import.py')
  const python = process.env.LENSLET_BENCH_PYTHON || 'python3'
  return measure(python, ['-B', script, pictures, options.size], env, files)
}

/** Runs a program to its end; rates a second, and a second of processor time, which other programs hardly touch. */
async function measure(program, args, env, files) {
  const began = performance.now()
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', text => {
    complaints = (complaints + text).slice(-2000)
  })
  const seen = { mainBytes: 0, othersBytes: 0, ticks: new Map() }
  const sampling = setInterval(() => sample(child.pid, seen), 50)
  const code = await new Promise(resolve => child.on('exit', resolve).on('error', resolve))
  clearInterval(sampling)
  if (code !== 0) return { failed: complaints.trim().split('\n').at(-1) || String(code) }
  const seconds = (performance.now() - began) / 1000
  const cpuSeconds = [...seen.ticks.values()].reduce((sum, ticks) => sum + ticks, 0) / 100
  const mainCpuSeconds = (seen.ticks.get(child.pid) ?? 0) / 100
  return {
    imagesPerSecond: Math.round(files / seconds),
    imagesPerCpuSecond: Math.round(files / cpuSeconds),
    mainCpuSeconds,
    mainMegabytes: Math.round(seen.mainBytes / 1e6),
    othersMegabytes: Math.round(seen.othersBytes / 1e6),
  }
}

async function sample(pid, seen) {
  let others = 0
  for (const id of [pid, ...(await childrenOf(pid))]) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields.length < 22) continue
    seen.ticks.set(id, Number(fields[11]) + Number(fields[12]))
    const bytes = Number(fields[21]) * 4096
    if (id === pid) seen.mainBytes = Math.max(seen.mainBytes, bytes)
    else others += bytes
  }
  seen.othersBytes = Math.max(seen.othersBytes, others)
}

async function childrenOf(pid) {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(
    threads.map(thread => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  )
  return lists.flatMap(list => list.split(' ').filter(Boolean))
}
