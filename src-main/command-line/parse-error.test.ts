import { parseArgs } from 'node:util'
import { describe, expect, it } from 'vitest'
import { zh } from '../shared/messages/zh.ts'
import { usageErrorFrom } from './parse-error.ts'

function complaint(args: string[]): string {
  try {
    parseArgs({ args, options: { epochs: { type: 'string' }, json: { type: 'boolean' } } })
  } catch (error) {
    return usageErrorFrom(error).say(zh.cli)
  }
  return 'no complaint'
}

describe('options that are not understood', () => {
  it('are named in the reader’s language', () => {
    expect(complaint(['--epoch', '3'])).toBe('没有选项“--epoch”。')
    expect(complaint(['--epochs'])).toBe('选项“--epochs”缺少值或不能带值。')
    expect(complaint(['--json=3'])).toBe('选项“--json”缺少值或不能带值。')
  })
})
