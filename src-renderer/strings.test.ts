import { parse } from 'svelte/compiler'
import { describe, expect, it } from 'vitest'
import { en } from '../src-main/shared/messages/en.ts'
import { zh } from '../src-main/shared/messages/zh.ts'

const sources = import.meta.glob<string>('./**/*.svelte', { query: '?raw', import: 'default', eager: true })

/** Attributes and properties of components whose value a person reads or hears. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'error',
  'hint',
  'label',
  'note',
  'placeholder',
  'text',
  'title',
])

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value
const hasLetters = (text: unknown) => typeof text === 'string' && /\p{L}/u.test(text)

/** Words that a template writes itself instead of taking them from the catalogue. */
function literalWords(source: string): string[] {
  const found: string[] = []
  const { fragment } = parse(source, { modern: true })
  visit(fragment)
  return found

  function visit(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) visit(item)
    if (!isNode(value)) return
    if (value.type === 'Text' && hasLetters(value['data'])) found.push(String(value['data']).trim())
    if (value.type === 'ExpressionTag') written(value['expression'])
    if (value.type === 'StyleDirective') return
    if (value.type === 'Attribute') {
      if (spoken.has(String(value['name']))) visit(value['value'])
      return
    }
    // Conditions and other script are not text; only the markup inside of blocks is.
    for (const [key, child] of Object.entries(value)) if (key !== 'expression' && key !== 'test') visit(child)
  }

  /** What an expression puts on the screen as it stands: strings, and the branches that end in one. */
  function written(value: unknown): void {
    if (!isNode(value)) return
    if (value.type === 'Literal' && hasLetters(value['value'])) found.push(String(value['value']))
    if (value.type === 'TemplateElement') {
      const { raw } = value['value'] as { raw: string }
      if (hasLetters(raw)) found.push(raw)
    }
    if (value.type === 'ConditionalExpression') [value['consequent'], value['alternate']].forEach(written)
    if (value.type === 'LogicalExpression') [value['left'], value['right']].forEach(written)
    if (value.type === 'TemplateLiteral') (value['quasis'] as unknown[]).forEach(written)
  }
}

describe('the catalogue is the only source of words', () => {
  it.each(Object.entries(sources))('%s holds none of its own', (_, source) => {
    expect(literalWords(source)).toEqual([])
  })

  it('and a planted word is found, wherever a template may hide one', () => {
    const planted = `
      <script>const script = 'is not text'</script>
      <p class="not text" style:width="{3}px" title="in a title">in an element</p>
      {#if script === 'not text'}<Card note="of a component" />{/if}
      <img alt={ok ? 'in a branch' : t().name} {...rest} />
      {#each list as item}<b aria-label={\`in a template \${item}\`}>{item ?? 'as a fallback'}</b>{/each}
      {#snippet part()}数据{/snippet}`
    expect(literalWords(planted)).toEqual([
      'in a title',
      'in an element',
      'of a component',
      'in a branch',
      'in a template ',
      'as a fallback',
      '数据',
    ])
  })
})

/** Every key of a catalogue, with whether it is a sentence or one that takes parameters. */
function keysOf(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'object' && child !== null
      ? keysOf(child, `${prefix}${key}.`)
      : [`${prefix}${key}: ${typeof child}`],
  )
}

describe('English and Chinese', () => {
  it('say the same things', () => {
    expect(keysOf(zh).sort()).toEqual(keysOf(en).sort())
  })
})
