import { assertNever } from '../../../assert-never.ts'
import type { Conversion, TableFault } from '../../../contract/data.ts'
import { format } from '../../app/zh.ts'
import type { sourceProblems as EnglishProblems } from './en.ts'

export function tableFault(fault: TableFault): string {
  switch (fault.kind) {
    case 'header':
      return `文件开头是 ${fault.found}`
    case 'cut-off':
      return `应有 ${format.count(fault.expected)} 字节，但在 ${format.count(fault.found)} 字节处就结束了`
    case 'damaged':
      return `无法读取（${fault.details}）`
    case 'count':
      return `有 ${format.count(fault.labels)} 个标签，却有 ${format.count(fault.pictures)} 张图片`
    case 'no-labels':
      return '只有图片，没有标签'
    case 'no-pictures':
      return `没有找到成对的图片数组和标签数组（找到的数组：${fault.found || '无'}）`
    case 'fortran':
      return '数组按列存储（Fortran 顺序），请用 numpy.ascontiguousarray 转换后再保存'
    case 'type':
      return `数值类型是 ${fault.found}`
    case 'range':
      return `数值范围是 ${fault.low} 到 ${fault.high}，而可识别的范围是 0 到 1、-1 到 1、0 到 255 和 0 到 65,535`
    case 'label':
      return fault.limit === null ? `标签 ${fault.found} 不是整数` : `标签 ${fault.found} 大于 ${fault.limit}`
    case 'line':
      return `第 ${format.count(fault.line)} 行没有标签（“${fault.found}”）`
    default:
      return assertNever(fault)
  }
}

const conversions: Record<Conversion, string> = {
  turned: '已按相机记录的方向转正',
  cmyk: '印刷颜色（CMYK）已转换为红绿蓝',
  '16-bit': '每通道 16 位已转换为 8 位',
  transparent: '透明部分已铺上背景色',
  'first-frame': '文件中有多张图片，只使用了第一张',
}

export const sourceProblems = {
  'data.converted': p => `图片已使用：${p.changes.map(change => conversions[change]).join('；')}。`,
  'data.archive-invalid': p => `压缩包 ${p.path} 已损坏或不完整（${p.details}）。请重新复制或下载。`,
  'data.archive-encrypted': p => `压缩包 ${p.path} 有密码保护。请自行解压，再选择解压后的文件夹。`,
  'data.archive-bomb': p =>
    `已拒绝压缩包 ${p.path}：它只有 ${format.bytes(p.packed)}，解压后却达到 ${format.bytes(p.unpacked)} 以上，只有恶意压缩包才会这样。如果确信它安全，请自行解压，再选择解压后的文件夹。`,
  'data.archive-kind': p =>
    `${p.path} 是 ${p.kind} 格式的压缩包，而这里能读取 zip、tar 和 tar.gz。请自行解压，再选择解压后的文件夹。`,
  'data.nested-archive': () => '这是数据里面的压缩包。请先解压，或单独拖入它。',
  'data.archived-file-damaged': p => `压缩包中的这个文件已损坏（${p.details}）。请重新复制或下载压缩包。`,
  'data.archived-name': () => '文件名指向压缩包之外，或不是有效的文件名，因此没有打开。',
  'data.archived-twice': () => '压缩包中还有一个同名文件，已使用那一个。',
  'data.archived-encrypted': () => '文件有密码保护。请自行解压压缩包，再选择解压后的文件夹。',
  'data.archived-method': p => `文件的压缩方法（编号 ${p.method}）无法读取。请重新打包成普通的 zip。`,
  'data.archived-bomb': p =>
    `已拒绝这个文件：它只有 ${format.bytes(p.packed)}，解压后却有 ${format.bytes(p.bytes)}，图片不会这样。`,
  'data.table-invalid': p =>
    `${p.path} 不能用作 ${p.format} 数据：${tableFault(p.fault)}。请改正或重新下载该文件。`,
  'data.table-line': p =>
    p.cells === p.expected
      ? `第 ${format.count(p.line)} 行含有“${p.found}”，不是 0 到 255 之间的数。`
      : `第 ${format.count(p.line)} 行有 ${format.count(p.cells)} 个值，应有 ${format.count(p.expected)} 个。`,
  'data.no-label': p => `${p.table} 中没有写明这张图片的类别。请为它添加一行，或去掉这张图片。`,
  'data.csv-missing': p =>
    p.count === 1
      ? `有一行所写的文件不存在：${p.first}。`
      : `有 ${format.count(p.count)} 行所写的文件不存在，第一个是 ${p.first}。`,
  'data.csv-no-column': p =>
    `${p.path} 中没有“${p.column}”这一列。它的第一行是：${p.found}。请填写列名，或从 1 开始的列号。`,
  'data.csv-no-match': p => `${p.path} 中没有一行写的是现有的图片。请确认其中有一列是文件名。`,
  'data.csv-none': p => `${p.path} 中没有写明图片类别的表格。请在图片旁边放一个 CSV 文件，写明文件名和类别。`,
} satisfies typeof EnglishProblems
