import { spawn } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../setup/root.mjs'

/** The fuzz tests of pictures and archives with many more cases than `npm test` has; says what became of the pictures, kind by kind. */
const { values: options } = parseArgs({ options: { cases: { type: 'string', default: '3000' } } })

const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
const child = spawn(process.execPath, [vitest, 'run', '--project', 'unit', 'fuzz'], {
  cwd: root,
  env: { ...process.env, LENSLET_FUZZ: options.cases },
  stdio: 'inherit',
})
child.on('exit', code => {
  process.exitCode = code ?? 1
})
