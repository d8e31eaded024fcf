import type { training as English, trainingProblems as EnglishProblems } from './en.ts'

export const training = {
  title: '训练',
  pause: '暂停',
  resume: '继续',
  stop: '停止并保留最佳',
} satisfies typeof English

export const trainingProblems = {
  'training.busy': () => '已有训练正在进行。请先停止它,或等它完成。',
  'training.none': () => '当前没有训练。',
  'training.diverged': p =>
    `在第 ${p.step} 步损失变成无穷大或非数字。此前最佳的一轮已保留。请用低于 ${p.learningRate} 的学习率重新开始。`,
  'training.no-pictures': p => `数据集的${p.split}部分没有图片。请用其他划分方式重新导入。`,
  'training.checkpoint-invalid': p => `无法使用 ${p.path}:${p.found}。该运行的其他内容没有改变。`,
} satisfies typeof EnglishProblems
