import type { FindingKind, FindingValues, Severity } from '../../../contract/data-doctor.ts'
import { format } from '../../app/zh.ts'
import type { doctor as English, doctorProblems as EnglishProblems } from './en.ts'

type Say<Kind extends FindingKind> = (p: FindingValues[Kind]) => string

const { count, percent } = format
const shown = 5
const names = (list: readonly string[]) =>
  list.length > shown ? `${list.slice(0, shown).join('、')}等 ${count(list.length)} 个` : list.join('、')

const leaks = ({ test, validation }: { test: number; validation: number }) =>
  [test > 0 ? `测试集中有 ${count(test)} 张` : '', validation > 0 ? `验证集中有 ${count(validation)} 张` : '']
    .filter(text => text !== '')
    .join('，')

const title: { readonly [Kind in FindingKind]: Say<Kind> } = {
  files: p =>
    p.unusable > 0
      ? `${count(p.unusable)} 个文件无法使用`
      : p.remarked > 0
        ? `${count(p.remarked)} 个文件已使用，但有说明`
        : '所有图片都可以使用',
  duplicates: p => (p.groups === 0 ? '没有重复的图片' : `${count(p.groups)} 张图片重复出现`),
  'duplicates-across-split': p =>
    p.groups === 0 ? '训练、验证和测试之间没有相同的图片' : `${count(p.groups)} 张图片同时出现在不同部分`,
  'duplicates-across-classes': p => `${count(p.groups)} 张图片同时属于不同类别`,
  'near-duplicates': p => `${count(p.copies)} 张近似重复的图片`,
  'near-duplicates-across-split': p => `${count(p.groups)} 张图片在其他部分有近似的图片`,
  blank: p => `${count(p.pictures)} 张图片是空白的`,
  'few-pictures': p => `${count(p.classes.length)} 个类别的图片太少`,
  balance: p => (p.most <= 2 * p.fewest ? '各类别数量均衡' : '各类别数量不均衡'),
  'no-validation': p => `${count(p.classes.length)} 个类别没有验证图片`,
  color: p => (p.found === 'grey' ? '灰度图片存成了彩色' : '彩色图片存成了灰度'),
  'tiny-pictures': p => `${count(p.pictures)} 张图片太小`,
  'far-from-class': p => `${count(p.pictures)} 张图片与同类的其他图片差别很大`,
  'doubtful-labels': p => (p.pictures === 0 ? '没有可疑的标签' : `${count(p.pictures)} 个标签可能有误`),
}

const text: { readonly [Kind in FindingKind]: Say<Kind> } = {
  files: p =>
    p.unusable > 0
      ? '列表中说明了原因；其余文件均已使用。'
      : p.remarked > 0
        ? '列表中说明了处理方式。'
        : '没有损坏或无法识别的文件。',
  duplicates: p =>
    p.groups === 0
      ? '没有两张图片完全相同。'
      : `多出 ${count(p.copies)} 张每个像素都相同的副本。重复的图片在训练时会被重复计算。`,
  'duplicates-across-split': p =>
    p.groups === 0
      ? '用来检验的图片在训练时都没有见过。'
      : `${leaks(p)}在前面的部分已经出现过：测得的准确率会偏高。`,
  'duplicates-across-classes': p =>
    `有 ${count(p.pictures)} 张图片与另一类别的图片完全相同，网络不可能两边都答对。`,
  'near-duplicates': p => `共 ${count(p.groups)} 组看起来相同的图片，可能重新保存、缩放过，或调过亮度。`,
  'near-duplicates-across-split': p => `${leaks(p)}与前面部分的图片几乎相同，会使准确率偏高。`,
  blank: () => '整张图片只有一种颜色，从中学不到任何东西。',
  'few-pictures': p =>
    `训练图片不足 ${count(p.least)} 张：${names(p.classes.map(entry => `“${entry.name}”（${count(entry.pictures)} 张）`))}。这么少的图片网络会死记硬背。建议每类 ${count(p.advisable)} 张，其中 10 张留作验证：这样每张图片对该类准确率的影响不超过 10 %。请添加图片，或合并类别。`,
  balance: p =>
    p.most <= 2 * p.fewest
      ? guessing(p)
      : `训练图片中，“${p.largest}”有 ${count(p.most)} 张，“${p.smallest}”只有 ${count(p.fewest)} 张。${guessing(p)}准确率要超过这个数才有意义。`,
  'no-validation': p => `无法得知这些类别学得如何：${names(p.classes)}。`,
  color: p =>
    p.found === 'grey'
      ? '按灰度重新处理后，网络更小、更快，看到的内容不变。'
      : `抽查了 ${count(p.looked)} 张原图，大多是彩色的。如果颜色有助于区分类别，请按彩色重新处理：这会建立另一个数据集，原来的保留不变。`,
  'tiny-pictures': p =>
    `它们被放大到两倍以上，成为 ${p.height} × ${p.width}。改用较小的输入尺寸，网络看到的内容不会减少。`,
  'far-from-class': p =>
    `它们到本类平均图片的距离至少是通常距离的 ${format.decimal(p.times, 1)} 倍。请看看它们是否属于这一类。`,
  'doubtful-labels': p => {
    const { unseen } = p
    if (!unseen) return learntElsewhere(p)
    if (unseen.examined === 0) return learntFrom(p)
    const learnt = p.examined - unseen.examined
    const heart =
      learnt > 0 ? `另外 ${count(learnt)} 张图片网络训练时学过：如果它死记了错误的标签，这里就看不出来。` : ''
    const result =
      p.pictures === 0
        ? '网络没有坚决反对任何标签。'
        : `其中 ${count(unseen.pictures)} 张${learnt > 0 ? `，以及学过的图片中 ${count(p.pictures - unseen.pictures)} 张，` : ''}网络至少有 95 % 的把握认为是另一类。请看看谁对。`
    return `网络判断了验证集和测试集中 ${count(unseen.examined)} 张它从未见过的图片，排在最前面。${result}${heart}`
  },
}

const learntFrom = (p: FindingValues['doubtful-labels']) => {
  const result =
    p.pictures === 0
      ? `对学过的 ${count(p.examined)} 张图片，网络没有坚决反对任何标签。`
      : `在学过的 ${count(p.examined)} 张图片中，有 ${count(p.pictures)} 张网络至少有 95 % 的把握认为是另一类。请看看谁对。`
  return `${result}如果它死记了错误的标签，这里就看不出来。`
}

const learntElsewhere = (p: FindingValues['doubtful-labels']) => {
  const result =
    p.pictures === 0
      ? '网络没有坚决反对任何标签。'
      : `其中 ${count(p.pictures)} 张网络至少有 95 % 的把握认为是另一类。请看看谁对。`
  return `网络是用另一个数据集训练的，它判断了这个数据集的 ${count(p.examined)} 张图片。${result}`
}

const guessing = (p: FindingValues['balance']) =>
  `在全部 ${count(p.pictures)} 张使用中的图片上，总是猜“${p.guessed}”的正确率为 ${percent(p.guess)}。`

const cure: typeof English.cure = {
  'keep-one-each': '每组保留一张',
  'exclude-all': '全部排除',
  'exclude-from-training': '只保留在最后的部分',
  rebalance: '平衡数量',
  'split-again': '重新划分',
  'exclude-class': '排除这些类别',
  'prepare-in-color': '按彩色重新处理',
  'prepare-as-grey': '按灰度重新处理',
}
const addPictures = (p: { name: string }) => `给“${p.name}”添加图片…`

const done: typeof English.done = {
  'keep-one-each': '每组保留了一张，其余副本已排除。',
  'exclude-all': '这些图片已排除。',
  'exclude-from-training': '每张图片现在只在一个部分中。',
  rebalance: '较大的类别减少了训练图片，多出的已排除。',
  'split-again': '训练集和验证集已重新划分。',
  'exclude-class': '这些类别已排除。',
}

const severity: Readonly<Record<Severity, string>> = {
  good: '良好',
  note: '值得一看',
  warning: '警告',
  problem: '问题',
}

export const doctor = { finding: { title, text }, cure, addPictures, done, severity } satisfies typeof English

export const doctorProblems = {
  'data.examination-cancelled': () => '检查已取消，可随时重新开始。',
  'data.no-training-left': p =>
    `类别“${p.className}”将没有训练图片。请至少保留一张用于训练，或排除整个类别。`,
  'data.class-name-empty': () => '类别需要名称，请输入。',
} satisfies typeof EnglishProblems
