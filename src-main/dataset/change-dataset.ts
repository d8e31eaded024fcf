import type { Lineage, MadeChange } from '../shared/contract/data-changes.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { type Result, success } from '../shared/result.ts'
import { type ContentChange, changeInSteps } from './change/apply-change.ts'
import { type DatasetContent, tidyClasses } from './change/content.ts'
import type { Counterpart } from './change/take-over.ts'
import { groupPictures } from './group-pictures.ts'
import { matchPictures } from './match-pictures.ts'
import { inSlices } from './steps.ts'
import { type Description, fingerprintOf } from './store/description.ts'
import type { OpenSink } from './store/file-sink.ts'
import { datasetsFolder, newDatasetId } from './store/layout.ts'
import { littleEndian } from './store/little-endian.ts'
import { hashPixels } from './store/reader.ts'
import { DatasetWriter } from './store/writer.ts'
import { summarizeContent } from './summarize.ts'

/** A stored version, its folder and its content. */
export interface Version {
  readonly description: Description
  readonly folder: string
  readonly content: DatasetContent
}

/**
 * Stores what a change makes of a version as a new one; the pixels are linked, only labels and parts are written. `other`: the version that
 * is taken over from.
 */
export async function changeDataset(
  home: string,
  { description, folder, content }: Version,
  change: ContentChange,
  { openFile, other }: { openFile?: OpenSink | undefined; other?: Version | undefined } = {},
): Promise<Result<Description>> {
  const grouped = await withGroups(folder, description, content, change)
  const counterpart = other && {
    content: other.content,
    places: await matchPictures(
      { folder, images: description.images },
      { folder: other.folder, images: other.description.images },
    ),
  }
  const before = { ...grouped, ...(counterpart && { counterpart }) }
  const changed = await inSlices(changeInSteps(before, change))
  if (!changed.ok) return changed
  const { name, classes, labels, split, seed } = await inSlices(tidyClasses(changed.value))
  let writer: DatasetWriter | undefined
  let published = false
  try {
    const base = { folder, images: description.images }
    writer = await DatasetWriter.forChange(home, newDatasetId(name), base, openFile)
    const labelBytes = littleEndian(labels)
    await writer.write('labels', labelBytes)
    await writer.write('split', split)
    const pixels = description.pixels ?? (await hashPixels(folder))
    const next: Description = {
      ...description,
      id: writer.id,
      name,
      created: new Date().toISOString(),
      ...(await inSlices(summarizeContent({ name, classes, labels, split, seed }))),
      seed,
      fingerprint: fingerprintOf(pixels, labelBytes, split, classes),
      lineage: nextInLineage(description, asMade(change, counterpart)),
      pixels,
    }
    await writer.publish(next)
    published = true
    return success(next)
  } catch (error) {
    return { ok: false, problem: writeProblem(error, datasetsFolder(home)) }
  } finally {
    if (!published) await writer?.abandon()
  }
}

/** A change that divides the data needs to know which pictures stay together. */
async function withGroups(
  folder: string,
  { images, preprocessing: { shape } }: Description,
  content: DatasetContent,
  change: ContentChange,
): Promise<DatasetContent> {
  if (change.kind !== 'split') return content
  return { ...content, groups: await groupPictures(folder, { images, shape }, change.together) }
}

/** The place of a version that `change` makes of another. */
export const nextInLineage = ({ id, lineage }: Description, change: MadeChange): Lineage => ({
  id: lineage.id,
  number: lineage.number + 1,
  parent: id,
  change,
})

function asMade(change: ContentChange, counterpart?: Counterpart): MadeChange {
  switch (change.kind) {
    case 'exclude':
    case 'include':
      return { kind: change.kind, pictures: change.pictures.length }
    case 'relabel':
    case 'move':
      return { ...change, pictures: change.pictures.length }
    case 'take-over': {
      const { content, places = new Int32Array() } = counterpart ?? {}
      const pictures = places.filter(place => place >= 0).length
      return {
        kind: change.kind,
        from: content?.name ?? change.from,
        pictures,
        fresh: places.length - pictures,
        gone: (content?.labels.length ?? pictures) - pictures,
      }
    }
    default:
      return change
  }
}
