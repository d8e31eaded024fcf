import { type Entry, getFileNameLowLevel } from 'yauzl'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const chinese = new TextDecoder('gb18030', { fatal: true })

/** Info-ZIP's field with the name in UTF-8. */
const unicodePath = 0x7075

/**
 * An entry's name. What is neither marked as UTF-8 nor looks like it is Chinese Windows' GB18030 where that can be, since such
 * archives say nothing of it, and else what zip had first, code page 437.
 */
export function zipEntryName(entry: Entry): string {
  const { fileNameRaw, generalPurposeBitFlag, extraFields } = entry
  if (!extraFields.some(({ id }) => id === unicodePath)) {
    for (const decoder of [utf8, chinese])
      try {
        return decoder.decode(fileNameRaw)
      } catch {
        // the next one
      }
  }
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
}
