/** The object with a part of another value, or with undefined without it: what is off is not there. */
export function changed<T extends object, K extends keyof T>(whole: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = whole
  return (value === undefined ? rest : { ...rest, [key]: value }) as T
}
