export { isMark, type MarkLayer } from '../../src-main/shared/architecture/marks.ts'
