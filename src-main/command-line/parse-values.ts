import type { Rgb } from '../shared/contract/data.ts'
import type { Messages } from '../shared/messages/messages.ts'

type Say = (sentences: Messages['cli']) => string

/** Wrong usage, with the sentence that says what was found. Thrown by the parsers, caught by `runCommand`. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly say: Say

  constructor(say: Say) {
    super('wrong usage')
    this.say = say
  }
}

/** A number within bounds, or the fallback when the option is absent. */
export function numberOption<T>(
  name: string,
  value: string | undefined,
  fallback: T,
  { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, whole = false },
): number | T {
  if (value === undefined) return fallback
  const number = Number(value)
  const fits =
    value.trim() !== '' && number >= least && number <= most && (!whole || Number.isInteger(number))
  if (!fits) {
    throw new UsageError(cli => cli.wrongNumber({ name, least, most, whole, found: value }))
  }
  return number
}

/** One of a few words, or the fallback. */
export function choiceOption<const Choice extends string, Fallback>(
  name: string,
  value: string | undefined,
  choices: readonly Choice[],
  fallback: Fallback,
): Choice | Fallback {
  if (value === undefined) return fallback
  const choice = choices.find(entry => entry === value)
  if (choice === undefined)
    throw new UsageError(cli => cli.wrongChoice({ name, choices: choices.join(', '), found: value }))
  return choice
}

/** `32`, `224x224` or with `dimensions` 3 `224x224x3`: whole numbers joined by x. */
export function sizeOption(name: string, value: string | undefined, dimensions: 2 | 3): number[] | undefined {
  if (value === undefined) return undefined
  const numbers = value.split(/[x×]/i).map(Number)
  const sides = numbers.length === 1 && dimensions === 2 ? [numbers[0]!, numbers[0]!] : numbers
  if (sides.length !== dimensions || sides.some(side => !Number.isInteger(side) || side < 1 || side > 4096)) {
    const example = dimensions === 2 ? '32, 224x224' : '32x32x1'
    throw new UsageError(cli => cli.wrongSize({ name, example, found: value }))
  }
  return sides
}

/** A color as web pages write it, `ff8000` or `#ff8000`. */
export function colorOption(name: string, value: string): Rgb {
  if (!/^#?[0-9a-f]{6}$/i.test(value)) throw new UsageError(cli => cli.wrongColor({ name, found: value }))
  const number = Number.parseInt(value.replace('#', ''), 16)
  return [number >> 16, (number >> 8) & 255, number & 255]
}
