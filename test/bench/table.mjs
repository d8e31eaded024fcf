/** The comparison as a Markdown table under the machine's name. */
export function table({ machine, versions, peers, rows }) {
  const memory = `${Math.round(machine.memoryBytes / 2 ** 30)} GiB`
  const names = ['Lenslet', ...peers.map(({ name }) => name), 'tfjs eager']
  const absent = new Set(peers.filter(peer => peer.absent).map(({ name }) => name))
  const cell = (row, name) => {
    const speed = row.imagesPerSecond[name]
    if (speed !== undefined) return speed >= 100 ? speed.toFixed(0) : speed.toFixed(1)
    return absent.has(name) ? 'absent' : '–'
  }
  const lines = [
    ['training, images/s', 'batch', 'precision', 'optimizer', ...names, 'ratio to the fastest peer'],
    ['---', '---', '---', '---', ...names.map(() => '---'), '---'],
    ...rows.map(row => [
      row.network,
      row.batch,
      row.precision,
      row.optimizer.kind,
      ...names.map(name => cell(row, name)),
      row.ratio?.toFixed(2) ?? '–',
    ]),
  ]
  return [
    `${machine.device}, ${machine.cores} cores, ${memory}; load before ${machine.load.toFixed(2)}`,
    Object.entries(versions)
      .map(([name, parts]) => `${name}: ${Object.entries(parts).flat().join(' ')}`)
      .join('; '),
    '',
    ...lines.map(cells => `| ${cells.join(' | ')} |`),
  ].join('\n')
}
