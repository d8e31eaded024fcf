/** The name, with the first number behind it that makes it another than those that are taken: `Leaves (2)`. */
export function uniqueName(name: string, taken: Iterable<string>): string {
  const others = new Set(taken)
  if (!others.has(name)) return name
  const base = name.replace(/ \(\d+\)$/, '')
  for (let number = 2; ; number++) if (!others.has(`${base} (${number})`)) return `${base} (${number})`
}
