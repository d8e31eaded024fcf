/** A value of a network in few characters: three digits that count, also where they are small. */
export function shortNumber(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 0.001 || size >= 10_000) return value.toExponential(1).replace('-', '−').replace('e-', 'e−')
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
  return value.toFixed(digits).replace('-', '−')
}
