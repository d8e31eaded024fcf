import { format } from '../app/zh.ts'
import type { prediction as English, predictionProblems as EnglishProblems } from './en.ts'

export const prediction = {
  title: '预测',
  clear: '清除',
  subtitle: p => `${p.run} · ${p.split}图片准确率 ${p.accuracy}`,
  run: '运行',
  mode: '预测方式',
  pictures: '图片',
  draw: '手绘',
  chooseFiles: '选择文件',
  chooseFolder: '选择文件夹',
  drop: '把图片拖到这里',
  dropText: '可以是单张图片或整个文件夹。图片留在原处，不会离开这台电脑。',
  progress: p => `已完成 ${p.done} / ${p.total} 张图片`,
  progressLabel: '正在预测',
  preparing: '正在查找图片…',
  list: '已预测的图片',
  count: p => `${format.count(p.count)} 张图片`,
  unreadable: p => `${p.count} 张无法使用`,
  runOn: p => `${p.run} · ${p.data}`,
  answers: p =>
    [
      ...p.counts.map(({ label, count }) => `${label} ${format.count(count)} 张`),
      ...(p.more > 0 ? [`另有 ${format.count(p.more)} 个类别`] : []),
    ].join('，'),
  added: p => `新增 ${format.count(p.count)} 张，排在最前`,
  order: '排序',
  orders: { came: '按加入顺序', unsure: '最不确定的在前' },
  seen: '网络看到的图片',
  seenAlt: p => `网络看到的 ${p.name}`,
  says: '网络的判断',
  empty: {
    noRun: '还没有训练好的网络',
    noRunText: '请先训练一个网络，之后就能用它最佳的一轮来预测新图片。',
    toTrain: '去训练',
  },
  pad: {
    title: '手绘',
    label: '画板。可用鼠标、触控笔或手指作画；也可用方向键移动画笔，按空格键落笔和提笔。',
    hint: '方向键移动画笔，空格键落笔和提笔。',
    undo: '撤销一笔',
    seen: '网络看到的手绘',
    caption: p =>
      `先与 MNIST 数字的处理方式相同：笔迹缩放到 20 × 20 像素，再按重心放到 28 × 28 的中央；然后与训练图片的处理方式相同：${p.size}。`,
    waiting: '请写一个数字，结果会随笔更新。',
    notDrawings: p => `此网络是用“${p.data}”训练的，无论画什么，它都会归入其中一个类别。`,
  },
} satisfies typeof English

export const predictionProblems = {
  'prediction.no-pictures': p => `在 ${p.found} 中没有找到图片。请选择图片文件，或含有图片的文件夹。`,
  'prediction.cancelled': () => '预测已取消。',
  'prediction.other-classes': p =>
    `网络认识的类别是 ${p.needed}，而此数据集的类别是 ${p.found}。请选择类别相同的数据集。`,
} satisfies typeof EnglishProblems
