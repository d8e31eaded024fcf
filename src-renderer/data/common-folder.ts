/** The deepest folder that holds all these files, with its separator at the end; '' where there is none. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map(path => path.slice(0, lastSeparator(path) + 1))
  let folder = first
  for (const other of others) {
    while (!other.startsWith(folder)) folder = folder.slice(0, lastSeparator(folder.slice(0, -1)) + 1)
  }
  return folder
}

/** A path below `folder`, in two parts: its own folder (with the separator, '' for none) and the file's name. */
export function pathBelow(folder: string, path: string): { readonly folder: string; readonly name: string } {
  const below = path.startsWith(folder) ? path.slice(folder.length) : path
  const end = lastSeparator(below) + 1
  return { folder: below.slice(0, end), name: below.slice(end) }
}

const lastSeparator = (path: string) => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
