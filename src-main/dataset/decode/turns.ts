/** Does work when it is its turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Lets `most` be done at the same time, the others in the order in which they came. */
export function createTurns(most: number): InTurn {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running === most) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
