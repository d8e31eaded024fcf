import { basename } from 'node:path'
import { type Problem, problem } from '../../shared/result.ts'
import { isNamedAsArchive, naturalOrder } from '../scan/names.ts'
import { PackedNames } from '../scan/packed-names.ts'
import { sortInSlices } from '../scan/sort-in-slices.ts'
import type { FileReader, Folder } from '../scan/tree.ts'
import type { WalkLog } from '../scan/walk.ts'
import { entryParts } from './entry-names.ts'

interface Branch {
  readonly files: string[]
  readonly folders: Map<string, Branch>
}

/** The name of an archive without what says that it is one. */
export const archiveName = (path: string) => basename(path).replace(/(\.tar)?\.[^.]+$/, '')

/** Folders in folders; more are no one's data, and would exhaust the stack. */
const deepest = 2500

/**
 * Gathers an archive's entries to folders, and keeps where each lies (`T`). What can't be used is told to `log`: bad names,
 * archives in the archive, a name that comes twice.
 */
export class ArchiveTree<T> {
  readonly #path: string
  readonly #log: WalkLog
  readonly #root: Branch = { files: [], folders: new Map() }
  /** By the entry's path as people see it: `archive.zip!folder/name.jpg`. */
  readonly entries = new Map<string, T>()

  constructor(path: string, log: WalkLog) {
    this.#path = path
    this.#log = log
  }

  /** `where`: its place, or why it can't be read. */
  add(name: string, where: T | { readonly problem: Problem }): void {
    this.#log.signal.throwIfAborted()
    this.#log.onFile()
    const parts = entryParts(name)
    if (parts === 'debris') this.#log.skipped++
    else if (parts === 'forbidden' || parts.length > deepest)
      this.#refuse(name, problem('data.archived-name', {}))
    else if (isProblem(where)) this.#refuse(name, where.problem)
    else if (isNamedAsArchive(name) && (!/\.gz$/i.test(name) || /\.tar\.gz$/i.test(name)))
      this.#refuse(name, problem('data.nested-archive', {}))
    else this.#put(name, parts, where)
  }

  folder(reader: FileReader): Promise<Folder> {
    return build(this.#root, archiveName(this.#path), this.#path, `${this.#path}!`, reader)
  }

  /** A file that is none to read: a link, a device. */
  skip(): void {
    this.#log.skipped++
  }

  #put(name: string, parts: readonly string[], where: T): void {
    const path = `${this.#path}!${parts.join('/')}`
    if (this.entries.has(path)) {
      this.#refuse(name, problem('data.archived-twice', {}))
      return
    }
    this.entries.set(path, where)
    this.#branchOf(parts.slice(0, -1)).files.push(parts.at(-1)!)
  }

  #branchOf(parts: readonly string[]): Branch {
    let branch = this.#root
    for (const part of parts) {
      const next: Branch = branch.folders.get(part) ?? { files: [], folders: new Map() }
      branch.folders.set(part, next)
      branch = next
    }
    return branch
  }

  #refuse(name: string, problem: Problem): void {
    this.#log.problems.add({ path: `${this.#path}!${name.slice(0, 1000)}`, problem, used: false })
  }
}

const isProblem = (where: unknown): where is { readonly problem: Problem } =>
  typeof where === 'object' && where !== null && 'problem' in where

async function build(
  branch: Branch,
  name: string,
  path: string,
  prefix: string,
  reader: FileReader,
): Promise<Folder> {
  const folders: Folder[] = []
  for (const [own, inside] of [...branch.folders].sort(([a], [b]) => naturalOrder(a, b)))
    folders.push(await build(inside, own, prefix + own, `${prefix}${own}/`, reader))
  const files = new PackedNames(await sortInSlices(branch.files, naturalOrder))
  return { name, path, prefix, files, folders, reader }
}
