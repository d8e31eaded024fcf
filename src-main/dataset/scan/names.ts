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

const pictureExtension = /\.(jpe?g|jpe|jfif|png|gif|webp|tiff?|avif|bmp|heic|heif|jxl|jp2)$/i

/** The name promises a picture, so that a file which holds none is worth a word. */
export const isNamedAsPicture = (path: string) => pictureExtension.test(path)

/** A folder's name as a class: one spelling for letters that can be written in two ways (macOS decomposes them). */
export const className = (folder: string) => folder.trim().normalize('NFC')
