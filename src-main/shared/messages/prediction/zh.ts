import type { prediction as English, predictionProblems as EnglishProblems } from './en.ts'

export const prediction = {
  title: '预测',
  clear: '清除',
} satisfies typeof English

export const predictionProblems = {
  'prediction.no-pictures': p => `在 ${p.found} 中没有找到图片。请选择图片文件,或含有图片的文件夹。`,
  'prediction.cancelled': () => '预测已取消。',
} satisfies typeof EnglishProblems
