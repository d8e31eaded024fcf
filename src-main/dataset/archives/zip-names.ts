import { type Entry, getFileNameLowLevel } from 'yauzl'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const chinese = new TextDecoder('gb18030', { fatal: true })

/** Info-ZIP's field with the name in UTF-8. */
const unicodePath = 0x7075

/**
 * How an archive's names are written that say nothing of it, told from all of them together: UTF-8 where every one is, else Chinese
 * Windows' GB18030 where every one is, else what zip had first, code page 437.
 */
export class ZipNames {
  #isUtf8 = true
  #isChinese = true

  /** To be called for each entry before the first name is asked for. */
  see({ fileNameRaw }: Entry): void {
    this.#isUtf8 &&= isValid(utf8, fileNameRaw)
    this.#isChinese &&= isValid(chinese, fileNameRaw)
  }

  nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
    const says = (generalPurposeBitFlag & 0x0800) !== 0 || extraFields.some(({ id }) => id === unicodePath)
    const decoder = this.#isUtf8 ? utf8 : this.#isChinese ? chinese : undefined
    if (!says && decoder) return decoder.decode(fileNameRaw)
    return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
  }
}

function isValid(decoder: typeof utf8, bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes)
    return true
  } catch {
    return false
  }
}
