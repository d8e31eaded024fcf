/** Pictures that belong together: `members` holds the groups one after another, `starts[g]` says where group g begins; one more says where the last ends. */
export interface Groups {
  readonly members: Int32Array
  readonly starts: Int32Array
}

export const groupCount = ({ starts }: Groups) => starts.length - 1
export const groupAt = ({ members, starts }: Groups, group: number) =>
  members.subarray(starts[group], starts[group + 1])

export function packGroups(groups: Iterable<ArrayLike<number>>): Groups {
  const list = [...groups]
  const starts = new Int32Array(list.length + 1)
  for (const [group, { length }] of list.entries()) starts[group + 1] = starts[group]! + length
  const members = new Int32Array(starts[list.length]!)
  for (const [group, own] of list.entries()) members.set(own, starts[group])
  return { members, starts }
}

/** Every picture a group of its own. */
export const packSingles = (pictures: ArrayLike<number>): Groups => ({
  members: Int32Array.from(pictures),
  starts: Int32Array.from({ length: pictures.length + 1 }, (_, group) => group),
})

/** Sets that are united pair by pair (Tarjan's disjoint sets, with path halving). The least member stands for its set. */
export function createSets(count: number) {
  const parents = Int32Array.from({ length: count }, (_, item) => item)

  function find(item: number): number {
    while (parents[item] !== item) {
      parents[item] = parents[parents[item]!]!
      item = parents[item]!
    }
    return item
  }

  return {
    find,
    unite(a: number, b: number): void {
      const [first, second] = [find(a), find(b)]
      parents[Math.max(first, second)] = Math.min(first, second)
    },
    /** The sets of two members or more, in the order of their first ones. */
    groups(): number[][] {
      const bySet = new Map<number, number[]>()
      for (let item = 0; item < count; item++) {
        const set = find(item)
        if (set === item) continue
        const group = bySet.get(set)
        if (group) group.push(item)
        else bySet.set(set, [set, item])
      }
      return [...bySet.entries()].sort(([a], [b]) => a - b).map(([, group]) => group)
    },
  }
}
