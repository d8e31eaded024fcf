/** Ends a switch over a union: a member left out is a compile error, and a bug at run time says which. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
