import type { engineProblems as EnglishProblems } from './en.ts'

export const engineProblems = {
  'engine.lost': p =>
    `TensorFlow 进程意外结束（${p.reason}）。已保存的内容是安全的；请重新启动，从上一个检查点继续。`,
  'engine.failed': p => `TensorFlow 报告错误：${p.reason}。如果是内存不足，请减小批大小或选用更小的网络。`,
  'engine.out-of-memory': p => `内存不足（${p.reason}）。请关闭其他程序，或减小批大小，或选用更小的网络。`,
  'engine.unavailable': p => `无法加载 TensorFlow：${p.reason}。请运行“npm run setup”，或重新安装 Lenslet。`,
} satisfies typeof EnglishProblems
