/**
 * Sends one request at a time and, when it has been answered, the newest that came meanwhile: answers follow the pen as
 * fast as they can be had, and none is old.
 */
export function latestWins<Input>(send: (input: Input) => Promise<void>): (input: Input) => void {
  let busy = false
  let waiting: { input: Input } | undefined
  const start = async (input: Input) => {
    busy = true
    try {
      await send(input)
    } finally {
      busy = false
      const next = waiting
      waiting = undefined
      if (next) void start(next.input)
    }
  }
  return input => {
    if (busy) waiting = { input }
    else void start(input)
  }
}
