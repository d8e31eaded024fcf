import { format } from '../app/zh.ts'
import type { data as English, dataProblems as EnglishProblems } from './en.ts'

export const data = {
  title: '数据',
  chooseFolder: '选择文件夹',
  chooseFiles: '选择文件',
  pictures: p => `${format.count(p.count)} 张图片`,
} satisfies typeof English

export const dataProblems = {
  'data.no-pictures': p =>
    `在 ${p.path} 中没有找到图片(共查看 ${p.files} 个文件)。请选择一个文件夹,其每个子文件夹存放一个类别的图片。`,
  'data.one-class': p =>
    `在 ${p.path} 中只找到一个类别:“${p.found}”。网络要学会区分不同类别:请把每个类别的图片放进各自的子文件夹,再选择它们的上一级文件夹。`,
  'data.not-found': p => `数据集“${p.id}”已不存在。请选择其他数据集,或重新导入。`,
  'data.path-not-found': p => `找不到 ${p.path}。请检查名称,或重新选择。`,
  'data.cancelled': () => '导入已取消,没有保留任何内容。',
  'data.busy': () => '另一个导入正在进行。请等它完成,或取消它。',
  'data.unreadable-picture': p => `无法读取图片:${p.reason}。`,
  'data.not-a-picture': p => `这不是图片,内容是 ${p.found}。`,
  'data.too-large': p => `图片太大:${p.width} × ${p.height};最多可读取 ${p.limit} 百万像素。请缩小后再保存。`,
  'data.unreadable-file': p => `无法打开文件:${p.reason}。`,
  'data.vanished': () => '读取时文件消失了。',
  'data.decoder-died': () => '读取这张图片时解码器崩溃了两次,已将其搁置。',
  'data.idx-invalid': p => `${p.path} 不是有效的 IDX 文件:${p.found}。`,
  'data.idx-no-labels': p => `${p.path} 含有图片,但缺少标签文件。请把名称相应的“labels-idx1”文件放在旁边。`,
} satisfies typeof EnglishProblems
