export { isMark } from '../../src-main/shared/architecture/marks.ts'
