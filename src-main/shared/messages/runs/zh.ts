import type { runs as English, runProblems as EnglishProblems } from './en.ts'

export const runs = {
  title: '运行记录',
} satisfies typeof English

export const runProblems = {
  'runs.not-found': p => `没有运行记录“${p.id}”。请从列表中选择。`,
  'runs.not-trained': p => `运行“${p.id}”还没有权重:它在第一轮保存之前就结束了。请至少训练一轮。`,
  'runs.damaged': p => `运行“${p.id}”的记录已损坏:${p.found}。`,
} satisfies typeof EnglishProblems
