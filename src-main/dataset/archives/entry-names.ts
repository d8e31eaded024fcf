import { isDebris } from '../scan/names.ts'

/** Longer than any program makes them. */
const longestName = 32_768

/** The folders and the file of an entry's name. `forbidden`: it leads out of the archive (zip-slip), or is none. */
export function entryParts(name: string): readonly string[] | 'debris' | 'forbidden' {
  const parts = name.replaceAll('\\', '/').split('/')
  const climbs = parts.includes('..') || name.startsWith('/') || /^[a-z]:/i.test(name)
  if (climbs || name.includes('\0') || name.length > longestName) return 'forbidden'
  const inside = parts.filter(part => part !== '' && part !== '.')
  if (inside.length === 0) return 'forbidden'
  return inside.some(isDebris) ? 'debris' : inside
}
