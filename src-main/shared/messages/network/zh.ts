import type { network as English, networkProblems as EnglishProblems } from './en.ts'

export const network = {
  title: '网络',
  train: '训练此网络',
  seeTraining: '查看正在进行的训练',
  toSettings: '设置',
  presets: '网络列表',
  presetNames: {
    'lenet-article': 'LeNet · 文章',
    'lenet-5': 'LeNet-5 · 1998',
    'lenet-modern': 'LeNet · 现代',
  },
  about: {
    'lenet-article':
      '按课堂配合 Lenslet 阅读的文章《LeNet与AlexNet结构》搭建的 LeNet：平均池化、sigmoid，全连接层分别有 120 和 64 个单元。',
    'lenet-5':
      'LeCun、Bottou、Bengio 和 Haffner 于 1998 年提出的网络：第三层稀疏连接，下采样可训练，激活函数为缩放 tanh。与论文只有一处不同：输出层用全连接 softmax 代替了径向基函数。',
    'lenet-modern':
      '保留 1998 年的层次，换上后来的做法：每个卷积核读取全部特征图，最大池化，以及学习快得多的 ReLU。',
  },
  figure: '逐层展示的网络',
  legend:
    '各层按同一比例绘制：边长与高、宽的平方根成正比，深度和条形与通道数、单元数的对数成正比。小窗口是卷积核，画在它所读取的特征图上。点击任意层可查看它的数字是怎样算出来的。',
  kinds: { input: '输入', conv2d: '卷积', pool: '池化', subsample: '下采样', dense: '全连接' },
  inputName: '输入',
  poolModes: { max: '最大池化', average: '平均池化' },
  poolShort: { max: '最大', average: '平均' },
  activations: { none: '无', relu: 'ReLU', sigmoid: 'sigmoid', tanh: 'tanh', 'scaled-tanh': '缩放 tanh' },
  initializers: { glorot: 'Glorot', he: 'He' },
  initializerHints: {
    glorot: '较小的随机数；单元的输入和输出越多，数值越小（Glorot 与 Bengio，2010）',
    he: '较小的随机数；单元的输入越多，数值越小，专为 ReLU 设计（何恺明等，2015）',
  },
  blockLabel: p => `${p.caption}，${p.kind}`,
  card: {
    filters: '卷积核数',
    kernel: '卷积核大小',
    stride: '步幅',
    padding: '填充',
    window: '窗口',
    mode: '方式',
    activation: '激活函数',
    initializer: '初始权重',
    units: '单元数',
    unitsClasses: p => `${p.units}，每个类别一个`,
    connections: '连接',
    someConnections: p => `${p.all} 个中的 ${p.used} 个`,
    reads: '读取',
    range: '像素取值',
    output: '输出',
    height: '高',
    width: '宽',
    size: '高与宽',
    parameters: '参数量',
    noParameters: '这一层没有需要学习的参数。',
    flops: '每张图片的计算量',
  },
  totals: {
    parameters: '个参数',
    flops: p => `每张图片前向计算 ${p.flops}（${p.unit}）`,
    units: { million: '百万次运算', billion: '十亿次运算' },
    memory: { before: '训练约需', after: '内存' },
    batch: p => `每步 ${p.batch} 张图片`,
  },
  table: {
    title: '各层',
    layer: '层',
    kernel: '卷积核',
    output: '输出',
    parameters: '参数量',
    computing: '计算量',
    computingHint: '每张图片前向计算的浮点运算次数，一次乘加算两次。MFLOPs：百万次运算',
    stride: p => `步幅 ${p.stride}`,
    padding: p => `填充 ${p.padding}`,
  },
  differences: {
    title: '与 1998 年论文的不同之处',
    units: p => `${p.layer} 有 ${p.here} 个单元，论文的 ${p.paperLayer} 有 ${p.paper} 个。`,
    connections: p => `${p.layer} 有 ${p.here} 个二维卷积核，论文的 ${p.paperLayer} 只有 ${p.paper} 个。`,
    activation: p => `用 ${p.here} 代替论文的${p.paper}。`,
    pooling: p => `用没有参数的${p.here}代替论文中可训练的下采样。`,
    parameters: p => `共 ${p.here} 个参数，LeNet-5 有 ${p.paper} 个。`,
  },
  noData: p => `还没有可供训练的图片。目前的数字按 ${p.classes} 个类别计算。`,
  toData: '先载入图片',
  usePreset: p => `改用 ${p.name}`,
  importAt: p => `按 ${p.size} 重新导入图片`,
} satisfies typeof English

export const networkProblems = {
  'network.window-does-not-fit': p =>
    `${p.layer} 的输入至少需要 ${p.neededHeight} × ${p.neededWidth}，实际只有 ${p.foundHeight} × ${p.foundWidth}。请使用更大的图片，或减小前面各层的窗口或步幅。`,
  'network.connections-invalid': p =>
    `${p.layer} 的连接表不合适：必须为每个卷积核列出至少一个输入通道，通道从 0 开始编号。`,
  'network.no-output': p =>
    `网络最后必须是全连接层，每个类别一个单元；现在最后是${p.layer === '' ? '空' : ` ${p.layer}`}。`,
  'network.unknown': p => `没有名为“${p.found}”的网络。请选择 ${p.known} 之一，或给出描述网络的文件。`,
  'network.invalid-file': p => `${p.path} 不是有效的网络描述：${p.found}。`,
  'network.data-mismatch': p =>
    `网络读取 ${p.needed} 的图片，而数据集是 ${p.found}。请按 ${p.needed} 重新导入图片，或选择其他网络。`,
} satisfies typeof EnglishProblems
