/** The number that a person has typed so far; undefined while it is not one, or not one that is allowed. */
export function parseNumber(draft: string, rules: NumberRules): number | undefined {
  const text = draft.trim().replace(',', '.')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined
  const value = Number(text)
  if (rules.integer && !Number.isInteger(value)) return undefined
  return value >= rules.min && value <= rules.max ? value : undefined
}

/** One step up or down, on the grid of steps, within the limits; free of binary noise (0.1 + 0.2). */
export function stepNumber(value: number, direction: 1 | -1, rules: NumberRules): number {
  const stepped = Number((value + direction * rules.step).toPrecision(12))
  return Math.min(rules.max, Math.max(rules.min, stepped))
}

export interface NumberRules {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly integer: boolean
}
