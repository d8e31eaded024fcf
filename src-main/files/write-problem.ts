export { writeProblem } from '../shared/file-errors.ts'
