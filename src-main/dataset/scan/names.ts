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

/** Words for any picture, which may also stand before what it shows: `image_cat_001.jpg`. */
const general = '(?:img|image|pict?|picture|photo|snapshot|图片|图像|照片|相片)(?=[\\s._-]|\\(?\\d|$)'

/** Words that cameras, telephones and their programs put into names; some only with their number. */
const camera =
  '(?:img|image|imgp|cimg|hpim|kimg|mvimg|fb_img|dsc[nf]?|pxl|pano|gopr|dji|pict?|picture|photo|screen[ _-]?shot|snapshot' +
  '|wa(?=\\d{4})|p(?=\\d{4})|mmexport|微信图片|图片|图像|照片|相片|屏幕截图|截图|截屏|屏幕快照)(?=[\\s._-]|\\(?\\d|$)'

/** `20240501`, also with the time behind it, or `2024-05-01`. */
const date = '(?:19|20)\\d\\d([._-]?)(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])(?!\\d{1,5}(?!\\d))'

const saysNothing = new RegExp(`^(?:${camera}|${date})`, 'i')
/** The word that follows general ones or a date; not the letter of a number (`IMG_E0012`), nor the hour (`Photo on 2024-05-01 at 10.11`). */
const wordBehind = new RegExp(
  `^(?:(?:${general}|${date})[\\s._-]*)+((?!(?:on|at)[\\s._-])(?:\\p{L}{2}|[^\\0-\\x7f]).*)$`,
  'iu',
)
const beforeNumber = new RegExp(`^(.+?)[\\s._-]+(?:\\(?\\d|${camera})`, 'i')

/**
 * What a file's name begins with, before its number: `cat.0.jpg`, `cat_17.jpg`, `cat12.jpg` and `cat (3).jpg` are all of `cat`, as are
 * `cat_IMG_0012.jpg`, `cat-20240501.jpg` and `image_cat_1.jpg`: words of cameras and dates tell nothing. Where there is no number, the part
 * before the first separator; else all of it, and of a name that has such words and numbers alone (`IMG_0012.jpg`), which is then like no other.
 */
export function namePrefix(name: string): string {
  const stem = name
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .trim()
  const word = wordBehind.exec(stem)?.at(-1) ?? stem
  if (saysNothing.test(word)) return className(stem)
  const before = beforeNumber.exec(word) ?? /^(\D+)\d/.exec(word) ?? /^(.+?)[\s._-]/.exec(word)
  return className(before?.[1]?.replace(/[\s._-]+$/, '') || word)
}

/** A folder's name as a class: one spelling for letters that can be written in two ways (macOS decomposes them). */
export const className = (folder: string) => folder.trim().normalize('NFC')
