const collator = new Intl.Collator('en', { numeric: true })

/** Order of names as a person counts: 2 before 10; the same on every computer, whatever its language. */
export const naturalOrder = (a: string, b: string) => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)

const debris = new Set([
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  'icon\r',
  '__macosx',
  '$recycle.bin',
  'system volume information',
  'lost+found',
  '@eadir',
])

/** Files and folders that operating systems leave behind, and hidden ones. */
export const isDebris = (name: string) => name.startsWith('.') || debris.has(name.toLowerCase())

const pictureExtension =
  /\.(jpe?g|jpe|jfif|png|gif|webp|tiff?|avif|bmp|svgz?|heics?|heifs?|hif|p[bgpn]m|apng|jxl|jp2)$/i

/** The name promises a picture, so that a file which holds none is worth a word. */
export const isNamedAsPicture = (path: string) => pictureExtension.test(path)

const archiveExtension = /\.(zip|tar|tgz|tbz2?|txz|gz|bz2|xz|zst|7z|rar)$/i

export const isNamedAsArchive = (path: string) => archiveExtension.test(path)

/**
 * What a file's name begins with, before its number: `cat.0.jpg`, `cat_17.jpg`, `cat12.jpg` and `cat (3).jpg` are all of `cat`. Where
 * there is no number, the part before the first separator; else all of it.
 */
export function namePrefix(name: string): string {
  const stem = name
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .trim()
  const numbered = /^(.+?)[\s._-]+\(?\d/.exec(stem) ?? /^(\D+)\d/.exec(stem) ?? /^(.+?)[\s._-]/.exec(stem)
  return className(numbered?.[1]?.replace(/[\s._-]+$/, '') || stem)
}

/** A folder's name as a class: one spelling for letters that can be written in two ways (macOS decomposes them). */
export const className = (folder: string) => folder.trim().normalize('NFC')
