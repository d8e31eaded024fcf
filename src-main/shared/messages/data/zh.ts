import { type FileContent, mostHeldBack, type PictureFault } from '../../contract/data.ts'
import { format } from '../app/zh.ts'
import { doctor, doctorProblems } from './doctor/zh.ts'
import type { data as English, dataProblems as EnglishProblems } from './en.ts'
import { dataRoom, dataRoomProblems } from './room-zh.ts'
import { scan } from './scan-zh.ts'
import { sourceProblems, tableFault } from './sources/zh.ts'
import { versions } from './versions-zh.ts'

export const data = {
  room: dataRoom,
  versions,
  scan,
  doctor,
  title: '数据',
  chooseFolder: '选择文件夹',
  chooseFiles: '选择文件',
  pictures: p => `${format.count(p.count)} 张图片`,
  summary: p =>
    `${format.count(p.images)} 张图片 · ${format.count(p.classes)} 个类别 · 存为 ${p.height} × ${p.width} ${p.color === 'grey' ? '灰度' : '彩色'}图，与网络看到的完全一致`,
  start: '网络从例子中学习。请给它按内容分好类的图片。',
  drop: '把图片文件夹拖到这里',
  dropHow:
    '文件夹里每个类别一个子文件夹，子文件夹的名称就是类别名。也可以拖入不分子文件夹的一堆图片、zip 或 tar 压缩包、手机照片，以及 IDX、CIFAR、NumPy（.npz）或 CSV 格式的数据。',
  dropToImport: '松开即可导入',
  prepare: {
    open: '更改处理方式…',
    titleOf: p => `更改“${p.name}”的处理方式`,
    note: '从原来的位置重新读取图片，建立一个新的数据集。现有的数据集保持不变。',
    name: '新数据集的名称',
    byHand:
      '在这里手动做过的修改（类别、划分、排除的图片）会沿用到仍在原处的每张图片；完成后会说明共有多少张。',
    notTakenOver:
      '原数据集中手动做过的修改（类别、划分、排除的图片）没有沿用到这个数据集。原数据集保持不变：可以删除这个数据集后重新处理，也可以在这里重新修改。',
    bytes: p => `${format.count(p.count)} 张图片将占用 ${format.bytes(p.bytes)}。`,
    unknown: '没有记录这些图片是从哪个文件夹导入的，请选择。',
    action: '重新导入',
  },
  another: '再导入一个数据集',
  anotherHow: '把文件夹、压缩包或文件拖到本页任意位置，也可以点按钮选择。',
  samples: '或者从示例开始',
  sample: {
    digits: { name: '手写数字', about: '10,000 个手写数字' },
    fashion: { name: '服饰', about: '70,000 件服饰' },
  },
  toNetwork: '选择网络',
  chooseAnother: '选择其他文件夹',
  dataset: '数据集',
  remove: '移除',
  removeTitle: p => `移除“${p.name}”？`,
  removeText: p =>
    `将删除 Lenslet 保存的 ${format.count(p.count)} 张图片（${format.bytes(p.bytes)}）。您自己的文件会保留。用它训练的运行记录也会保留，仍可用于预测；但要评估，须先重新导入相同的图片。`,
  removeInUse: '现在正有训练使用这些图片。请先停止训练，或等它完成，然后再移除。',
  importing: {
    scanning: '正在查看文件',
    decoding: '正在读取图片',
    storing: '正在保存',
    seen: p => `已查看 ${format.count(p.count)} 个文件`,
    counts: p => `${format.count(p.done)} / ${format.count(p.total)}`,
    cancelling: '正在取消…',
  },
  options: {
    title: '选项',
    titleNext: '下次导入的选项',
    brief: p => `${p.height} × ${p.width} ${p.color === 'grey' ? '灰度' : '彩色'}`,
    stored: p => `图片存为 ${p.height} × ${p.width} ${p.color === 'grey' ? '灰度' : '彩色'}图。`,
    asMade: p => `与 ${p.network} 的原始输入一致。`,
    adapted: p => `${p.network} 会随之调整。`,
    size: '边长（像素）',
    name: '名称',
    nameHint: '留空则使用文件夹名',
    fit: '形状不同的图片',
    fits: { pad: '四周补边', crop: '裁掉边缘', stretch: '拉伸' },
    color: '颜色',
    colors: { grey: '灰度', rgb: '彩色' },
    validation: '用于验证（%）',
    test: '用于测试（%）',
    ownSplit: '自带测试集的数据（如示例）保持原有划分。',
    background: '透明图片的背景色',
    seed: '随机种子',
    seedHint: '种子相同，划分就相同。',
  },
  classes: '类别',
  samplesHow: '随 Lenslet 附带，点击即可载入。',
  showClass: p => `${p.name}：全部 ${format.count(p.count)} 张图片`,
  parts: { train: '训练', validation: '验证', test: '测试', excluded: '已排除' },
  split: '划分',
  splitNote: p =>
    `各类别按相同比例划分，随机种子 ${p.seed}。${p.test === 0 ? '' : '训练时绝不会看到测试图片。'}`,
  splitSample: p =>
    `示例自带的划分，不受选项影响，便于比较结果；随机种子 ${p.seed}。训练时绝不会看到测试图片。`,
  noPart: { train: '没有训练图片', validation: '没有验证图片', test: '没有测试图片' },
  few: {
    title: '图片太少',
    class: p => `类别“${p.name}”只有 ${p.images} 张图片。`,
    classes: p => `有 ${format.count(p.count)} 个类别不足 ${p.limit} 张图片。`,
    validation: p => (p.images === 0 ? '没有用于验证的图片。' : `用于验证的图片只有 ${p.images} 张。`),
    advice: '这么少的图片，准确率说明不了什么，请多收集一些。',
  },
  splitText: p =>
    `训练 ${format.count(p.train)} 张，验证 ${format.count(p.validation)} 张，测试 ${format.count(p.test)} 张`,
  seen: '网络看到的图片',
  seenFit: {
    pad: '等比缩放，空余处补边；尺寸相差不多的图片（如 28 对 32）只补边，不缩放。',
    crop: '等比缩放到填满方框，多出的部分裁掉。',
    stretch: '不论原来是什么形状，都拉伸到这个尺寸。',
  },
  seenNumbers: p => `每张图片是 ${format.count(p.count)} 个数：黑为 ${p.low}，白为 ${p.high}。`,
  seenAdapted: p => `${p.network} 原本读取 ${p.own}，会按这些图片调整。`,
  seenExample: p => `类别“${p.name}”的一张图片`,
  problems: p => `${format.count(p.count)} 个文件无法使用`,
  noProblems: '所有图片都可以使用',
  filesNote: p =>
    `已导入 ${format.count(p.images)} 张图片${p.skipped === 0 ? '' : `，跳过 ${format.count(p.skipped)} 个不含图片的文件`}。`,
  remarks: p => `${format.count(p.count)} 个文件已使用，但有说明`,
  page: {
    grid: p => `${p.name}的图片`,
  },
} satisfies typeof English

const contents: Record<FileContent, string> = {
  empty: '空的（0 字节）',
  text: '文本',
  'web-page': '网页',
  pdf: 'PDF 文档',
  archive: '压缩包',
  idx: 'IDX 数据集',
  video: '视频',
  sound: '音频',
  program: '程序',
  unknown: '未知类型的数据',
}

const pictureFaults: Record<PictureFault, string> = {
  'cut-off': '文件不完整，图片被截断',
  damaged: '图片已损坏',
  'too-slow': '耗时超过一分钟',
}

const fileFaults: Readonly<Record<string, string>> = {
  EACCES: '您没有读取权限',
  EPERM: '您没有读取权限',
  ELOOP: '它是一个循环的链接',
  EIO: '磁盘报告错误',
  EOF: '文件不完整',
  'dangling-link': '它是一个失效的链接',
  'name-not-unicode': '名称不是 Unicode 编码，请重命名',
  'not-a-file': '它既不是文件也不是文件夹',
}

const fileFault = (reason: string) => fileFaults[reason] ?? reason

/** The first few names of a list. */
const someOf = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join('、')}……` : names.join('、')

export const dataProblems = {
  ...sourceProblems,
  ...doctorProblems,
  ...dataRoomProblems,
  'data.no-pictures': p =>
    `在 ${p.path} 中没有找到图片（共查看 ${p.files} 个文件）。请选择一个文件夹，其每个子文件夹存放一个类别的图片。`,
  'data.one-class': p =>
    `在 ${p.path} 中只找到一个类别：“${p.found}”。网络要学会区分不同类别：请把每个类别的图片放进各自的子文件夹，再选择它们的上一级文件夹。`,
  'data.too-many-classes': p =>
    `共有 ${format.count(p.found)} 个类别，最多只能区分 ${format.count(p.limit)} 个。请选择子文件夹较少的文件夹。`,
  'data.split-too-large': p =>
    `验证占 ${format.percent(p.validation)}、测试占 ${format.percent(p.test)}，剩下的图片太少，无法训练。两者合计请不要超过 ${format.percent(mostHeldBack, 0)}。`,
  'data.in-use': () => '正在用这些图片训练。请先停止训练，或等它完成。',
  'data.needed-by-runs': p =>
    `有 ${format.count(p.runs.length)} 次训练使用了这些图片：${someOf(p.runs)}。没有这些图片，训练结果仍可用于预测，但无法继续训练，也无法评估。您可以仍然移除数据集，或先移除这些训练记录。`,
  'data.nothing-to-undo': () => '这个数据集没有可以撤销的操作。',
  'data.nothing-to-redo': () => '这个数据集没有可以重做的操作。',
  'data.no-such-picture': p => `数据集中没有第 ${format.count(p.index + 1)} 张图片。请选择已有的图片。`,
  'data.no-such-class': p => `数据集中没有类别“${p.className}”。请选择已有的类别。`,
  'data.class-exists': p => `已有名为“${p.className}”的类别。请换一个名称，或将两个类别合并。`,
  'data.not-found': p => `没有数据集“${p.id}”。请选择已有的数据集，或重新导入。`,
  'data.path-not-found': p => `找不到 ${p.path}。请检查名称，或重新选择。`,
  'data.cancelled': () => '导入已取消，没有保留任何内容。',
  'data.busy': () => '另一个导入正在进行。请等它完成，或取消它。',
  'data.unreadable-picture': p => `无法读取图片：${pictureFaults[p.reason]}（${p.details}）。`,
  'data.not-a-picture': p => `这不是图片，内容是${contents[p.found]}。`,
  'data.unsupported-picture': p => `无法读取 ${p.format} 格式的图片。请另存为 PNG 或 JPEG。`,
  'data.first-frame': p => `文件中有 ${format.count(p.frames)} 张图片，只使用第一张。`,
  'data.too-large': p =>
    `图片太大：${p.width} × ${p.height}；最多可读取 ${p.limit} 百万像素。请缩小后再保存。`,
  'data.file-too-large': p =>
    `文件太大：${format.bytes(p.bytes)}；最多可读取 ${format.bytes(p.limit)}。请将图片缩小后再保存。`,
  'data.unreadable-folder': p =>
    `无法打开文件夹 ${p.path}：${fileFault(p.reason)}。请检查权限，或选择其他文件夹。`,
  'data.pictures-incomplete': p =>
    `${p.path} 应有 ${format.count(p.expected)} 字节的图片数据，实际有 ${format.count(p.found)} 字节。请删除该数据集，再重新导入。`,
  'data.pictures-unreadable': p =>
    `无法读取 ${p.path} 中的图片：${fileFault(p.reason)}。请检查磁盘是否已连接；如果已连接，请重新导入该数据集。`,
  'data.unreadable-file': p => `无法打开：${fileFault(p.reason)}。`,
  'data.vanished': () => '读取时文件消失了。',
  'data.decoder-died': () => '读取这张图片时解码器崩溃了两次，已将其搁置。',
  'data.no-class': () => '这张图片在类别文件夹之外。请把它移到所属类别的文件夹中。',
  'data.idx-invalid': p => `${p.path} 不是有效的 IDX 文件：${tableFault(p.fault)}。请重新下载或复制。`,
  'data.idx-no-labels': p => `${p.path} 含有图片，但缺少标签文件。请把名称相应的“labels-idx1”文件放在旁边。`,
} satisfies typeof EnglishProblems
