import { describe, expect, it } from 'vitest'
import { columns } from './output.ts'
import { textWidth } from './text-width.ts'

describe('the width of a text in a terminal', () => {
  it.each([
    ['conv1', 5],
    ['卷积层', 6],
    ['（全角）', 8],
    ['é', 1],
    ['e\u0301', 1],
    ['3 × 3 · ReLU', 12],
    ['𠮷', 2],
    ['', 0],
  ])('of %j is %i', (text, width) => expect(textWidth(text)).toBe(width))
})

describe('columns', () => {
  it('stand under each other where Chinese is among them', () => {
    const lines = columns([
      ['层', '参数量', '输出'],
      ['conv1', '34,944', '55x55'],
      ['池化层', '0', '27x27'],
    ]).split('\n')
    const before = lines.map(line => textWidth(line.slice(0, line.search(/输出|55x55|27x27/))))
    expect(before).toEqual([16, 16, 16])
  })

  it('have numbers, and what is asked for, to the right', () => {
    expect(
      columns([
        ['a', 5],
        ['b', 1234],
      ]),
    ).toBe('a     5\nb  1234')
    expect(
      columns(
        [
          ['layer', 'parameters'],
          ['conv1', '34,944'],
        ],
        [1],
      ),
    ).toBe('layer  parameters\nconv1      34,944')
  })

  it('may be of different number from row to row', () => {
    expect(columns([['a'], ['bc', 'd']])).toBe('a\nbc  d')
  })
})
