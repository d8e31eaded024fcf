export { compareWithPaper } from '../../src-main/shared/architecture/paper/compare-with-paper.ts'
