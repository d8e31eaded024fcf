import { duration, format } from '../app/zh.ts'
import type { cli as English, cliProblems as EnglishProblems } from './en.ts'

const splits: Record<string, string> = { train: '训练集', validation: '验证集', test: '测试集' }

export const cli = {
  unknownVerb: p => (p.found === '' ? '请给出命令：' : `没有命令“${p.found}”。可用的命令：`),
  missingArgument: '缺少参数。',
  missingOption: p => `缺少 --${p.name}。`,
  tooManyArguments: p => `多了一个参数：“${p.found}”。`,
  unknownOption: p => `没有选项“${p.option}”。`,
  wrongValue: p => `选项“${p.option}”缺少值或不能带值。`,
  wrongNumber: p =>
    `--${p.name} 需要 ${p.least} 到 ${p.most} 之间的${p.whole ? '整数' : '数'}；实际是“${p.found}”。`,
  wrongChoice: p => `--${p.name} 只能是 ${p.choices} 之一；实际是“${p.found}”。`,
  wrongAction: p => `操作须为 ${p.choices} 之一，实际为“${p.found}”。`,
  examining: p => `已检查 ${format.percent(p.done / p.total, 0)}`,
  wrongColor: p => `--${p.name} 需要网页写法的颜色，如 ff8000；实际是“${p.found}”。`,
  evenIfNeeded: '加上 --even-if-needed，即可照样删除。',
  columnsNeedTable: '--csv-file 和 --csv-label 是 --csv 所给表格中的列。请同时给出 --csv，或去掉它们。',
  wrongSize: p => `--${p.name} 需要形如 ${p.example} 的尺寸，每边最多 4096；实际是“${p.found}”。`,
  optionAlone: p => `--${p.name} 须与 ${p.with} 一起使用。`,
  wrongAugmentation: p =>
    `--augment 的值是 none，或由 ${p.choices} 组成的列表，例如 mirror,rotation=15；实际是“${p.found}”。`,
  memory: p => `每步 ${format.count(p.batch)} 张图片，训练需要 ${format.bytes(p.bytes)} 内存`,
  bfloat16: p => `在本机上，bfloat16 的训练步速度是 float32 的 ${format.decimal(p.gain, 2)} 倍`,
  time: p =>
    `每秒 ${format.count(p.imagesPerSecond)} 张${p.secondsPerEpoch === undefined ? '' : `，每轮 ${duration(p.secondsPerEpoch)}`}`,
  inspectColumns: ['层', '类型', '设置', '输出', '感受野', '参数量', '占比', '运算量', '占比', '输出占内存'],
  inspected: p =>
    `${p.name}：图片 ${p.pictures}，${format.count(p.classes)} 个类别。\n运算量（FLOPs）是一张图片前向计算一次的，一次乘法加一次加法算两次运算；输出所占内存按一整批计算。`,
  memoryParts: p =>
    [
      ['权重', p.weights],
      ['梯度', p.gradients],
      ['优化器', p.optimizer],
      ['为反向传播保留的输出', p.activations],
      ['图片', p.data],
      ['写检查点时', p.checkpoint],
      ['工作区', p.workspace],
    ]
      .filter(([, bytes]) => bytes !== 0)
      .map(([name, bytes]) => `${name} ${format.bytes(Number(bytes))}`)
      .join('，'),
  networks: {
    columns: ['编号', '名称', '输入', '参数量', '出处'],
    own: p => `您的网络，保存于 ${p.saved}`,
    none: '您还没有保存过自己的网络。在窗口中用“存为我的网络…”保存。',
  },
  compiled: {
    written: p => `SavedModel 已写入 ${p.out}，共 ${format.count(p.nodes)} 个节点。`,
    columns: ['签名', '输入', '输出'],
    tensors: p => `${format.count(p.count)} 个张量`,
    all: '要看每个张量的类型和形状，请加 --verbose 或 --json。',
  },
  benchColumns: ['网络', '阶段', '批大小', '张/秒', '峰值内存'],
  selfTest: p =>
    `显卡训练 ${format.count(p.steps)} 步的结果与处理器一致（损失最多相差 ${format.percent(p.furthest, 2)}）。`,
  importing: p => `${format.count(p.done)} / ${p.total === 0 ? '…' : format.count(p.total)} 张图片`,
  predicting: p => `${format.count(p.done)} / ${format.count(p.total)} 张图片`,
  step: p =>
    `第 ${format.decimal(p.epoch, 2)} 轮 · 损失 ${format.decimal(p.loss, 4)} · 每秒 ${format.count(p.imagesPerSecond)} 张`,
  epoch: p =>
    `第 ${p.epoch} 轮：损失 ${format.decimal(p.loss, 4)}，准确率 ${format.percent(p.accuracy)}，验证损失 ${format.decimal(p.validationLoss, 4)}，验证准确率 ${format.percent(p.validationAccuracy)}`,
  evaluation: p =>
    `${splits[p.split] ?? p.split}，${format.count(p.images)} 张图片：损失 ${format.decimal(p.loss, 4)}，准确率 ${format.percent(p.accuracy, 2)}，前五准确率 ${format.percent(p.top5, 2)}`,
} satisfies typeof English

export const cliProblems = {
  'cli.unexpected': p =>
    `Lenslet 内部出错。您的数据和运行记录都是安全的。请把以下内容发给维护者：\n${p.details}`,
  'cli.usage': p => `${p.found}\n\n${p.usage}`,
} satisfies typeof EnglishProblems
