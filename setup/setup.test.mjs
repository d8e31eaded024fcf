import path from 'node:path'
import { expect, test } from 'vitest'
import { cacheFolder } from './cache.mjs'
import { libraryPathVariable } from './installed.mjs'
import { language, messages } from './messages.mjs'
import { packagesMatch } from './npm-packages.mjs'
import { asProblem } from './problem.mjs'
import { CommandFailed, Interrupted } from './run-command.mjs'

const lock = packages => ({ packages: { '': {}, ...packages } })
const wanted = lock({ a: { version: '1.0.0' }, b: { version: '2.0.0', optional: true } })

test('packages match when all are there at their version; optional ones may be absent', () => {
  expect(packagesMatch(wanted, { packages: { a: { version: '1.0.0' } } })).toBe(true)
  expect(packagesMatch(wanted, { packages: { a: { version: '1.0.1' } } })).toBe(false)
  expect(packagesMatch(wanted, { packages: {} })).toBe(false)
  expect(packagesMatch(wanted, { packages: { a: { version: '1.0.0' }, old: {} } })).toBe(false)
  expect(packagesMatch(wanted, undefined)).toBe(false)
})

test('both languages say the same things with the same blanks', () => {
  expect(Object.keys(messages.zh)).toEqual(Object.keys(messages.en))
  const blanks = text => [...new Set(text.match(/\{\w+\}/g))].sort()
  for (const key of Object.keys(messages.en))
    expect(blanks(messages.zh[key]), key).toEqual(blanks(messages.en[key]))
})

test('the language is the one that the system names', () => {
  expect(language({ LANG: 'zh_CN.UTF-8' })).toBe('zh')
  expect(language({ LANG: 'zh_CN.UTF-8', LC_ALL: 'de_DE.UTF-8' })).toBe('en')
})

test('a relative XDG_CACHE_HOME is ignored', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/big' }, 'linux')).toBe('/big/lenslet')
  expect(cacheFolder({ XDG_CACHE_HOME: 'big' }, 'linux')).toMatch(/\.cache\/lenslet$/)
})

test.each([
  ['npm error code ENOTFOUND\nnpm error network request failed', 'network'],
  ['OSError: [Errno 28] No space left on device', 'disk'],
  ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE', 'checksum'],
  ["EACCES: permission denied, mkdir '/x'", 'permission'],
  ['fatal error: foo.h: missing', 'unexpected'],
])('%s is the problem %s', (output, code) => {
  expect(asProblem(new CommandFailed('tool', 1, output), 'Step').code).toBe(code)
})

test('an interruption is told apart from a failure', () => {
  expect(asProblem(new Interrupted(), 'Step').code).toBe('interrupted')
})

test("the engine is told of NVIDIA's libraries where there are any, else of nothing", () => {
  const variable = libraryPath => libraryPathVariable({ tensorflow: { libraryPath } })
  expect(variable(['/cache/lib'])).toEqual({})
  const folders = ['/cache/lib', '/cache/nvidia/cudnn/lib']
  expect(variable(folders)).toEqual({ LENSLET_LIBRARY_PATH: folders.join(path.delimiter) })
})
