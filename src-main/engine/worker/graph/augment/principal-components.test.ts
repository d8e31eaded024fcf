import fc from 'fast-check'
import { expect, it } from 'vitest'
import { principalComponents } from './principal-components.ts'

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 })

it('finds eigenvectors as long as their eigenvalues, at right angles to one another', () => {
  const property = fc.property(values, drawn => {
    const rows = [0, 1, 2].map(row => drawn.slice(3 * row, 3 * row + 3))
    const covariance = rows.map(a => rows.map(b => dot(a, b)))
    const vectors = principalComponents(covariance)
    const lengths = vectors.map(vector => Math.sqrt(dot(vector, vector)))
    const trace = covariance.reduce((sum, row, index) => sum + (row[index] ?? 0), 0)
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(trace, 9)
    for (const [index, vector] of vectors.entries()) {
      for (const [axis, row] of covariance.entries()) {
        expect(dot(row, vector)).toBeCloseTo((lengths[index] ?? 0) * (vector[axis] ?? 0), 9)
      }
      for (const other of vectors.slice(index + 1)) expect(dot(vector, other)).toBeCloseTo(0, 9)
    }
  })
  fc.assert(property, { numRuns: 100, seed: 7 })
})

it('leaves a diagonal matrix as it is', () => {
  const matrix = [
    [3, 0],
    [0, 0.5],
  ]
  expect(principalComponents(matrix)).toEqual(matrix)
})
