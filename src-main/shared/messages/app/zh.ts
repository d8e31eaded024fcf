import { formats } from '../format.ts'
import type { app as English, appProblems as EnglishProblems } from './en.ts'

export const format = formats('zh-CN')

export const app = {
  name: 'Lenslet',
  data: '数据',
  network: '网络',
  train: '训练',
  predict: '预测',
  runs: '运行记录',
  library: '资料库',
  offline: '离线',
  language: '语言',
  theme: '外观',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  cancel: '取消',
  close: '关闭',
  storedHere: '所有图片都保存在本机',
  engine: {
    starting: 'TensorFlow 正在启动…',
    ready: p => `TensorFlow · ${p.device}`,
    busy: p => `TensorFlow · ${p.device} · 训练中`,
    paused: p => `TensorFlow · ${p.device} · 已暂停`,
    lost: 'TensorFlow 已停止',
    restart: '重新启动',
  },
  unexpectedTitle: 'Lenslet 内部出错',
  notDrawnTitle: '这里无法显示',
  copyDetails: '复制详细信息',
  copied: '已复制',
  reload: '重新绘制窗口',
  dismiss: '知道了',
  loading: '正在载入…',
  skip: '跳到主要内容',
  rooms: '各个步骤',
  offlineWhy: 'Lenslet 不需要联网。图片、网络和运行记录都留在本机，不会发送到任何地方。',
  languages: { en: 'English', 'zh-CN': '简体中文' },
  stepDone: '已完成',
  engineDetails: p =>
    `${p.device}。TensorFlow ${p.tensorflow}，TensorFlow.js ${p.tfjs}，${p.threads} 个线程。`,
  engineLog: 'TensorFlow 最后的输出',
  notes: {
    data: p => `${format.count(p.images)} 张图片 · ${format.count(p.classes)} 类`,
    noData: '先选择图片',
    train: '看它如何学习',
    starting: '正在启动…',
    running: p => `训练中 · 第 ${p.epoch}/${p.epochs} 轮`,
    paused: p => `已暂停 · 第 ${p.epoch}/${p.epochs} 轮`,
    trained: p => `${p.split}准确率 ${format.percent(p.accuracy)}`,
    predict: '拖入图片或手绘',
    runs: p => (p.count === 0 ? '还没有' : `共 ${format.count(p.count)} 条记录`),
  },
  diskUsed: p => `图片占用 ${format.bytes(p.bytes)}`,
  problemCount: p => (p.count === 0 ? '没有问题' : `${format.count(p.count)} 个问题`),
  field: {
    number: p => `请输入 ${p.min} 到 ${p.max} 之间的数。`,
    integer: p => `请输入 ${p.min} 到 ${p.max} 之间的整数。`,
  },
  remaining: p => `剩余 ${duration(p.seconds)}`,
  closeWhileTraining: {
    message: '正在训练。',
    detail: '如果现在关闭 Lenslet，训练会先保存再停止，已学到的内容不会丢失。',
    stop: '保存、停止并关闭',
    stay: '继续训练',
  },
  chooseFolder: '选择图片文件夹',
  chooseFiles: '选择文件',
  pictureFiles: '图片',
  dataFiles: 'IDX 文件',
  menu: {
    file: '文件',
    edit: '编辑',
    view: '视图',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    reload: '重新绘制窗口',
    actualSize: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullScreen: '全屏',
    quit: '退出 Lenslet',
  },
} satisfies typeof English

export function duration(exact: number): string {
  const seconds = Math.round(exact)
  if (seconds < 1) return '不到 1 秒'
  if (seconds < 60) return `${seconds} 秒`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`
  return `${Math.floor(seconds / 3600)} 小时 ${Math.floor((seconds % 3600) / 60)} 分`
}

export const appProblems = {
  'app.unexpected': p =>
    `Lenslet 内部出错。您的数据和运行记录都是安全的。请复制详细信息（错误编号 ${p.id}）并发给维护者。`,
  'app.invalid-request': p => `无法理解请求“${p.request}”：${p.found}。`,
  'app.disk-full': p => `磁盘已满：无法写入 ${p.path}。没有留下不完整的文件。请腾出空间后重试。`,
  'app.cannot-write': p => `无法写入 ${p.path}（${p.reason}）。请检查文件夹是否存在以及您是否有写入权限。`,
} satisfies typeof EnglishProblems
