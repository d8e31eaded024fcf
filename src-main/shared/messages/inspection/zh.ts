import type { inspectionProblems as EnglishProblems } from './en.ts'

export const inspectionProblems = {
  'inspection.no-maps': p =>
    `“${p.network}”中没有输出带空间尺寸特征图的卷积层，因此 Grad-CAM 无法显示。遮挡法适用于所有网络。`,
  'inspection.no-class': p => `这次运行没有类别“${p.found}”。它的类别有：${p.known}。`,
  'inspection.gone': () => '这些特征图已不再保留。请重新选择图片。',
} satisfies typeof EnglishProblems
