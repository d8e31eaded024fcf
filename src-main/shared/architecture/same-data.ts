/** Whether two values of plain data are alike, in whatever order their properties stand; a file or a message may reorder them. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false
  const properties = Object.keys(one)
  return (
    properties.length === Object.keys(other).length &&
    properties.every(name => Object.hasOwn(other, name) && isSameData(one[name], other[name]))
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
