// Makes a bundled Electron behave like a plain one: `electron <folder>` runs the application in that folder.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = path.resolve(process.argv.slice(1).find(argument => !argument.startsWith('-')) ?? '.')
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))

app.setAppPath(folder)
app.setName(manifest.productName ?? manifest.name)

// Awaited, so that everything the application does first happens before `ready`.
await import(pathToFileURL(path.join(folder, manifest.main ?? 'index.js')).href)
