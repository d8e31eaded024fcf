import type { sourceProblems as EnglishProblems } from './en.ts'

export const sourceProblems = {
  'data.archived-file-damaged': p => `压缩包中的这个文件已损坏（${p.details}）。请重新复制或下载压缩包。`,
} satisfies typeof EnglishProblems
