import { format } from '../app/zh.ts'
import type { scan as english } from './scan-en.ts'

export const scan = {
  first: '导入前先预览',
  firstHow: '拖入或选择的图片先显示处理后的样子，确认后再导入。',
  drop: '松开即可预览',
  title: '预览',
  titleOf: p => `预览“${p.name}”`,
  note: '这里是您的几张图片，旁边是网络将看到的样子。此时还没有保存任何内容。',
  import: '导入',
  found: p =>
    p.classes === 0
      ? `${format.count(p.pictures)} 张图片`
      : `${format.count(p.pictures)} 张图片，${format.count(p.classes)} 个类别`,
  labelledBy: {
    folders: '以文件夹名为类别。',
    prefix: '以文件名的开头为类别。',
    csv: '类别来自图片旁的表格（CSV）。',
    file: '类别来自数据文件本身。',
    hand: '导入后手动指定类别。',
  },
  given: p =>
    `数据自带划分：${[
      p.validation > 0 ? `验证 ${format.count(p.validation)} 张` : '',
      p.test > 0 ? `测试 ${format.count(p.test)} 张` : '',
    ]
      .filter(text => text !== '')
      .join('，')}。`,
  unusable: p => `${format.count(p.count)} 个文件无法使用，导入后的列表会说明原因。`,
  unsure: p => `${format.count(p.count)} 个文件从名称看不像图片，读取时才能确定内容。`,
  skipped: p => `${format.count(p.count)} 个文件不含图片，将被跳过。`,
  later: '损坏的文件在读取时才会发现，每一个都会列出原因。',
  more: p => `另有 ${format.count(p.count)} 个类别`,
  noneReadable: '最前面的文件都无法作为图片读取。',
} satisfies typeof english
