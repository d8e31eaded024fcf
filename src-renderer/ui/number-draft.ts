/**
 * The number that a person has typed so far, also in the full-width digits of a Chinese keyboard; undefined while it is not one, or not
 * one that is allowed.
 */
export function parseNumber(draft: string, rules: NumberRules): number | undefined {
  const text = withoutCommas(draft.trim().normalize('NFKC'), rules)
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined
  const value = Number(text)
  if (rules.integer && !Number.isInteger(value)) return undefined
  return value >= rules.min && value <= rules.max ? value : undefined
}

/** A comma groups the thousands of a whole number (1,000) and is the decimal point of any other (0,25). */
const withoutCommas = (text: string, { integer }: NumberRules) =>
  !integer ? text.replace(',', '.') : /^\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text

/** The next number up or down on the grid of steps, within the limits; free of binary noise (0.1 + 0.2). */
export function stepNumber(value: number, direction: 1 | -1, { min, max, step }: NumberRules): number {
  const next = step === '1-2-5' ? nextOfDecade(value, direction) : nextOfGrid(value, direction, step)
  return Math.min(max, Math.max(min, Number(next.toPrecision(12))))
}

function nextOfGrid(value: number, direction: 1 | -1, step: number): number {
  const position = Number((value / step).toPrecision(12))
  return step * (direction === 1 ? Math.floor(position) + 1 : Math.ceil(position) - 1)
}

/** 0.001, 0.002, 0.005, 0.01 …: even steps for what is thought of in powers of ten. */
function nextOfDecade(value: number, direction: 1 | -1): number {
  const decade = 10 ** Math.floor(Math.log10(value))
  const candidates = [0.5, 1, 2, 5, 10].map(factor => Number((factor * decade).toPrecision(12)))
  return direction === 1
    ? (candidates.find(candidate => candidate > value) ?? value)
    : (candidates.findLast(candidate => candidate < value) ?? value)
}

export interface NumberRules {
  readonly min: number
  readonly max: number
  /** A distance, or `1-2-5` for the series 1, 2, 5, 10, 20 … of every power of ten. */
  readonly step: number | '1-2-5'
  readonly integer: boolean
}
