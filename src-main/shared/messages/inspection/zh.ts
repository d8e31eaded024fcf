import { format } from '../app/zh.ts'
import type { inspection as English, inspectionProblems as EnglishProblems } from './en.ts'

export const inspection = {
  open: '查看各层的作用',
  title: p => `${p.network} 各层的作用`,
  random: p =>
    `权重是随机的，与训练之前一样（种子 ${p.seed}）。每张特征图中，最小的值为黑色，最大的值为白色。`,
  learnt: '使用这次运行的最佳权重。每张特征图中，最小的值为黑色，最大的值为白色。',
  picture: '图片',
  another: '换一张图片',
  fromFile: '选择图片文件',
  otherWeights: '换一组随机权重',
  layer: '层',
  computing: '图片正在通过网络……',
  drop: '查看这张图片',
  noPictureTitle: '让哪张图片通过网络？',
  noPicture: '把图片拖到这里，或选择一个图片文件。打开适合此网络的数据集后，也可以使用其中的图片。',
  map: p => `特征图 ${format.count(p.number)}`,
  range: p => `${p.least} 至 ${p.largest}`,
  units: p => `全部 ${format.count(p.count)} 个单元，逐行排列`,
  step: {
    title: p => `特征图 ${p.number} 是怎样算出来的`,
    text: '点击特征图上的一个位置，或用方向键移动：卷积核覆盖左图中标出的窗口。',
    source: '被读取的特征图',
    reads: p => `${p.map}，由卷积核读取`,
    position: p => `第 ${p.row} 行，第 ${p.column} 列。用方向键移动位置。`,
    unit: p => `第 ${p.number} 个单元。用方向键选择其他单元。`,
    products: '窗口中每个位置的值 × 权重',
    padding: '填充',
    sum: '这些乘积之和',
    others: p => `其余 ${p.count} 张特征图之和`,
    bias: '偏置',
    total: '合计',
    output: p => `经过 ${p.activation} 之后`,
  },
} satisfies typeof English

export const inspectionProblems = {
  'inspection.no-maps': p =>
    `“${p.network}”中没有输出带空间尺寸特征图的卷积层，因此 Grad-CAM 无法显示。遮挡法适用于所有网络。`,
  'inspection.no-class': p => `这次运行没有类别“${p.found}”。它的类别有：${p.known}。`,
  'inspection.cancelled': () => '没有把这张图片算完。',
  'inspection.too-large': p =>
    `各层对一张图片的输出共需 ${format.bytes(p.bytes)}，最多只能显示 ${format.bytes(p.most)}。请改用较小的图片或较少的卷积核。`,
  'inspection.gone': () => '这些特征图已不再保留。请重新选择图片。',
} satisfies typeof EnglishProblems
