import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

const scripts = path.join(import.meta.dirname, 'peers')

const known = [
  { name: 'Keras', script: 'keras_peer.py', modules: ['tensorflow', 'keras'] },
  { name: 'PyTorch', script: 'torch_peer.py', modules: ['torch'] },
]

/** The peers with their versions, and `absent` with the reason where Python cannot import one. */
export function findPeers() {
  const python = process.env.LENSLET_BENCH_PYTHON || 'python3'
  return known.map(peer => {
    const print = peer.modules.map(name => `'${name}': ${name}.__version__`).join(', ')
    const code = `import json, ${peer.modules.join(', ')}; print(json.dumps({${print}}))`
    const { status, stdout, error } = spawnSync(python, ['-c', code], { encoding: 'utf8' })
    if (status === 0) return { ...peer, python, versions: JSON.parse(stdout.trim().split('\n').at(-1)) }
    const reason = error?.message ?? `${python} cannot import ${peer.modules.join(' and ')}`
    return { ...peer, absent: `${reason} (LENSLET_BENCH_PYTHON names another Python)` }
  })
}

/** A peer's process, ready for its turns; it waits in between. See peers/rounds.py for what is said. */
export function openPeer({ name, python, script }, task) {
  const child = spawn(python, ['-B', path.join(scripts, script)], { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', chunk => {
    complaints = (complaints + chunk).slice(-10_000)
  })
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`has ended: ${complaints.trim().split('\n').at(-1)}`)
    return JSON.parse(value)
  }
  child.stdin.write(`${JSON.stringify(task)}\n`)
  return {
    name,
    ready: answer(),
    measure: seconds => {
      child.stdin.write(`${seconds}\n`)
      return answer()
    },
    close: () => child.stdin.end(),
  }
}
