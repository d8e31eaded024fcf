import { readFile } from 'node:fs/promises'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { DatasetSummary } from '../../shared/contract/data.ts'
import type { Description } from './description.ts'
import { lineageFile } from './layout.ts'

/** The current version of a lineage and the last one that redoing leads to; `process`: who wrote it, and may want to undo. */
interface Position {
  readonly head: string
  readonly tip: string
  readonly process: number
}

/** The versions that are stored of one data set, and which of them is the current one. */
export interface LineageVersions {
  readonly id: string
  /** In the order of their numbers. */
  readonly versions: readonly Description[]
  readonly head: Description
  /** Where undoing leads, and where redoing does. */
  readonly before: Description | undefined
  readonly after: Description | undefined
  /** The last version that redoing leads to. */
  readonly tip: string
  /** The process that last moved the head; undefined: none since the last clean-up. */
  readonly process: number | undefined
}

/** Puts versions of data sets in order, each with its own. Without a position that can be read, the latest version is the current one. */
export async function readLineages(
  home: string,
  descriptions: readonly Description[],
): Promise<LineageVersions[]> {
  const together = new Map<string, Description[]>()
  for (const description of descriptions) {
    const { id } = description.lineage
    const own = together.get(id)
    if (own) own.push(description)
    else together.set(id, [description])
  }
  return Promise.all(
    [...together].map(async ([id, versions]) => arrange(id, versions, await readPosition(home, id))),
  )
}

function arrange(id: string, found: readonly Description[], position: Position | undefined): LineageVersions {
  const versions = found.toSorted(
    (a, b) => a.lineage.number - b.lineage.number || a.created.localeCompare(b.created),
  )
  const byId = new Map(versions.map(version => [version.id, version]))
  const parentOf = ({ lineage }: Description) => byId.get(lineage.parent ?? '')
  const head = byId.get(position?.head ?? '') ?? versions.at(-1)!
  const tip = byId.get(position?.tip ?? '') ?? head
  let after: Description | undefined = tip
  while (after && after.lineage.parent !== head.id) after = parentOf(after)
  return { id, versions, head, before: parentOf(head), after, tip: tip.id, process: position?.process }
}

/** The last version that redoing leads to from a version: as before where it lies on the way there, else itself. */
export function tipFrom({ versions, tip }: LineageVersions, id: string): string {
  const byId = new Map(versions.map(version => [version.id, version]))
  let version = byId.get(tip)
  while (version && version.id !== id) version = byId.get(version.lineage.parent ?? '')
  return version ? tip : id
}

/** Makes a version the current one. */
export async function moveHead(home: string, lineage: string, head: string, tip: string): Promise<void> {
  const position: Position = { head, tip, process: process.pid }
  await writeAtomically(lineageFile(home, lineage), `${JSON.stringify(position)}\n`)
}

/** What is shown of a version. */
export function summaryOf({ pixels: _, ...stored }: Description, lineage: LineageVersions): DatasetSummary {
  const current = stored.id === lineage.head.id
  return {
    ...stored,
    canUndo: current && lineage.before !== undefined,
    canRedo: current && lineage.after !== undefined,
  }
}

async function readPosition(home: string, lineage: string): Promise<Position | undefined> {
  try {
    const text = await readFile(lineageFile(home, lineage), 'utf8')
    const { head, tip, process } = JSON.parse(text) as Partial<Position>
    const isWhole = head !== undefined && tip !== undefined && process !== undefined
    return isWhole ? { head, tip, process } : undefined
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined
    throw error
  }
}
