import type { ConvolutionLayer } from './spec.ts'

/** `connections[filter]` lists the input channels that a filter reads. */
export type Connections = readonly (readonly number[])[]

/** Which maps of S2 each of C3's sixteen maps reads (LeCun et al. 1998, table I). */
export const c3Connections: Connections = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [3, 4, 5],
  [0, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 3, 4, 5],
  [0, 3, 4, 5],
  [0, 1, 4, 5],
  [0, 1, 2, 5],
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
]

/** What each filter reads of `channels`, however the layer says it: its table, its towers, or everything. */
export function connectionsOf(
  { filters, groups = 1, connections }: ConvolutionLayer,
  channels: number,
): Connections {
  if (connections) return connections
  const [share, filtersOfOne] = [channels / groups, filters / groups]
  return Array.from({ length: filters }, (_, filter) => {
    const first = Math.floor(filter / filtersOfOne) * share
    return Array.from({ length: share }, (_, channel) => first + channel)
  })
}
