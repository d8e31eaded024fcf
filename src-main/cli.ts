import { join } from 'node:path'
import { version } from '../package.json' with { type: 'json' }
import { runCommand } from './command-line/run-command.ts'
import { lensletHome } from './home.ts'

const programs = import.meta.dirname
const { node, electron } = process.versions

process.exitCode = await runCommand(process.argv.slice(2), {
  folders: {
    home: lensletHome(),
    programs,
    samples: join(programs, '../../assets/samples'),
    versions: { lenslet: version, node, ...(electron !== undefined && { electron }) },
  },
  env: process.env,
})
