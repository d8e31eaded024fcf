/** Turns until what lies beside the diagonal no longer counts; a handful is enough for three colours. */
const turns = 50

/**
 * Eigenvectors of a symmetric matrix, each a row of the answer and as long as its eigenvalue, by Jacobi's method: rotations in the plane of two
 * axes at a time that make the element between them zero (Golub and Van Loan, Matrix Computations, section 8.5).
 */
export function principalComponents(matrix: readonly (readonly number[])[]): number[][] {
  const a = matrix.map(row => [...row])
  const size = a.length
  const vectors = a.map((_, row) => a.map((_, column) => (row === column ? 1 : 0)))
  const value = (rows: number[][], row: number, column: number) => rows[row]?.[column] ?? 0
  const rotateColumns = (rows: number[][], p: number, q: number, cosine: number, sine: number) => {
    for (const row of rows) {
      const [left, right] = [row[p] ?? 0, row[q] ?? 0]
      row[p] = cosine * left - sine * right
      row[q] = sine * left + cosine * right
    }
  }
  for (let turn = 0; turn < turns; turn++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const apart = value(a, q, q) - value(a, p, p)
        // The smaller of the two rotations, so that what is diagonal already stays.
        const angle = Math.atan2(2 * value(a, p, q) * (apart < 0 ? -1 : 1), Math.abs(apart)) / 2
        const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
        rotateColumns(a, p, q, cosine, sine)
        const transposed = transpose(a)
        rotateColumns(transposed, p, q, cosine, sine)
        transpose(transposed).forEach((row, index) => {
          a[index] = row
        })
        rotateColumns(vectors, p, q, cosine, sine)
      }
    }
  }
  return transpose(vectors).map((vector, index) => vector.map(part => part * value(a, index, index)))
}

const transpose = (rows: readonly (readonly number[])[]): number[][] =>
  rows.map((_, column) => rows.map(row => row[column] ?? 0))
