import type { runs as English, runProblems as EnglishProblems } from './en.ts'

export const runs = {
  title: '运行记录',
  subtitle: '每次训练都会连同数据、网络、设置和曲线一起保存。',
  table: {
    name: '名称',
    created: '开始时间',
    epochs: '轮数',
    best: '最佳验证准确率',
    phase: '状态',
    actions: '操作',
  },
  epochs: p => `${p.done} / ${p.of}`,
  phases: {
    running: '训练中',
    interrupted: '被中断',
    finished: '已完成',
    'early-stopped': '提前结束',
    stopped: '已停止',
    diverged: '发散',
    failed: '失败',
  },
  none: '–',
  tested: p => `${p.split} ${p.accuracy}`,
  predict: '用它预测',
  curves: '查看曲线',
  remove: '删除',
  actionFor: p => `${p.action}：${p.run}`,
  confirm: {
    title: p => `删除“${p.run}”吗？`,
    text: '它的权重、曲线和设置都会被删除，图片会保留。',
    remove: '删除这次运行',
  },
  empty: {
    title: '还没有运行记录',
    text: '每次训练都会保存在这里，方便以后查看。',
    toNetwork: '选择网络',
  },
} satisfies typeof English

export const runProblems = {
  'runs.data-gone': p =>
    `运行“${p.run}”所用的图片“${p.name}”已不在 Lenslet 中。请用相同的选项重新导入这些图片，然后再评估或继续训练。`,
  'runs.not-found': p => `没有运行记录“${p.id}”。请从列表中选择。`,
  'runs.not-trained': p => `运行“${p.id}”还没有权重：它在第一轮保存之前就结束了。请至少训练一轮。`,
  'runs.damaged': p => `运行“${p.id}”的记录已损坏：${p.found}。`,
} satisfies typeof EnglishProblems
