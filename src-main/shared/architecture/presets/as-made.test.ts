import { describe, expect, it } from 'vitest'
import { applyEdit } from '../edits.ts'
import type { ArchitectureSpec } from '../spec.ts'
import { presetAsMade, presetIds, presets } from './index.ts'

const reordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reordered)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([name, of]) => [name, reordered(of)]),
        )
      : value

describe('a preset as it was made', () => {
  it.each(presetIds)('%s is known again after it was stored, under any name', id => {
    const stored = { ...(reordered(presets[id].spec) as ArchitectureSpec), name: 'Mine' }
    expect(presetAsMade(stored)).toBe(presets[id])
  })

  it('is none after an edit, nor is a network of another id', () => {
    const { spec } = presets['lenet-5']
    expect(presetAsMade(applyEdit(spec, { kind: 'remove', layerId: 'pool1' }))).toBeUndefined()
    expect(presetAsMade({ ...spec, id: 'constructor' })).toBeUndefined()
  })
})
