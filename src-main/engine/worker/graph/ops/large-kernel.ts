import type { Tensor } from '../ir.ts'

/** Whether reading and writing memory is what a dense kernel costs, rather than arithmetic (README.md). */
export const isLargeKernel = ({ shape }: Tensor): boolean => {
  const [rows, columns] = shape.map(Number)
  return Number(rows) * Number(columns) >= 2 ** 20
}
