import { describe, expect, it, vi } from 'vitest'

interface Files {
  readFileSync(path: URL, encoding: 'utf8'): string
}

// The window's types know no Node, and an imported stylesheet is empty in a test.
const { readFileSync } = await vi.importActual<Files>('node:fs')
const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const colors = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }] as const,
  ),
)

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string, scheme: 'light' | 'dark'): number {
  const [a, b] = [one, other].map(name => luminance(colors.get(name)?.[scheme] ?? '')) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const grounds = ['ground', 'surface', 'sunken', 'raised']
const texts: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['text', [...grounds, 'accent-soft', 'good-soft', 'warn-soft', 'danger-soft']],
  ['text-muted', [...grounds, 'accent-soft', 'good-soft', 'warn-soft', 'danger-soft']],
  ['accent-text', [...grounds, 'accent-soft']],
  ['good-text', [...grounds, 'good-soft']],
  ['warn-text', [...grounds, 'warn-soft']],
  ['danger-text', [...grounds, 'danger-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-good', ['good']],
]
const shapes = ['accent', 'good', 'warn', 'danger', 'test', 'line-strong']

describe.each(['light', 'dark'] as const)('in the %s theme', scheme => {
  it.each(texts)('text in --%s can be read wherever it stands', (text, behind) => {
    const weak = behind.filter(ground => !(contrast(text, ground, scheme) >= 4.5))
    expect(weak).toEqual([])
  })

  it.each(shapes)('shapes in --%s stand out from the surface', shape => {
    expect(contrast(shape, 'surface', scheme)).toBeGreaterThanOrEqual(3)
  })
})
