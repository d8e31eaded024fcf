import type { network as English, networkProblems as EnglishProblems } from './en.ts'

export const network = {
  title: '网络',
  train: '训练此网络',
} satisfies typeof English

export const networkProblems = {
  'network.window-does-not-fit': p =>
    `${p.layer} 的输入至少需要 ${p.neededHeight} × ${p.neededWidth},实际只有 ${p.foundHeight} × ${p.foundWidth}。请使用更大的图片,或减小前面各层的窗口或步幅。`,
  'network.no-output': p =>
    `网络最后必须是全连接层,每个类别一个单元;现在最后是${p.layer === '' ? '空' : ` ${p.layer}`}。`,
  'network.unknown': p => `没有名为“${p.found}”的网络。请选择 ${p.known} 之一,或给出描述网络的文件。`,
  'network.invalid-file': p => `${p.path} 不是有效的网络描述:${p.found}。`,
  'network.data-mismatch': p =>
    `网络读取 ${p.needed} 的图片,而数据集是 ${p.found}。请按 ${p.needed} 重新导入图片,或选择其他网络。`,
} satisfies typeof EnglishProblems
