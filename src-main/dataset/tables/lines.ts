/** No table has longer ones; what goes on without an end of line is no table. */
const longestLine = 16 * 1024 ** 2

/** A text's lines, byte by byte as Latin-1, without their ends. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    if (rest.length > longestLine) rest = rest.slice(0, longestLine)
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  if (rest !== '') yield rest
}
