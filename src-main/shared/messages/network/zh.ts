import type { NetworkFault } from '../../architecture/network-fault.ts'
import type { Activation } from '../../architecture/spec.ts'
import { assertNever } from '../../assert-never.ts'
import { duration, format } from '../app/zh.ts'
import type { network as English, networkProblems as EnglishProblems } from './en.ts'

const activations: Readonly<Record<Activation, string>> = {
  none: '无',
  relu: 'ReLU',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  'scaled-tanh': '缩放 tanh',
}

const fixes: typeof English.fixes = {
  'set-stride': p => `把 ${p.layer} 的步幅改为 ${p.stride}`,
  'set-padding': p => `把 ${p.layer} 的填充改为 ${p.padding}`,
  'set-kernel': p => `把 ${p.layer} 的卷积核改为 ${p.size}`,
  'set-window': p => `把 ${p.layer} 的窗口改为 ${p.size}`,
  remove: p => `删除 ${p.layer}`,
  'set-input': p => `把输入图片放大到 ${p.size}`,
  'fit-to-pictures': p => `让网络适应 ${p.size} 的图片（修改 ${p.layers}）`,
  'set-towers': p => `把 ${p.layer} 分成 ${p.groups} 组`,
  'one-tower': p => `让 ${p.layer} 的每个卷积核读取全部通道`,
  'set-filters': p => `把 ${p.layer} 的卷积核数改为 ${p.filters}`,
  'lenet-connections': p => `让 ${p.layer} 使用 LeNet-5 中 C3 的连接表`,
  'cut-connections': p => `去掉 ${p.layer} 中没有来源的连接`,
  'remove-connections': p => `去掉 ${p.layer} 的连接表`,
  'add-output': p => `添加全连接层 ${p.layer}，${p.classes} 个类别各一个单元`,
  'set-output': p => `让 ${p.layer} 为 ${p.classes} 个类别各设一个单元`,
  'remove-behind': p => `删除 ${p.layers}`,
  'set-activation': p =>
    p.activation === 'none'
      ? `去掉 ${p.layer} 的激活函数`
      : `给 ${p.layer} 加上激活函数 ${activations[p.activation]}`,
  'add-average': p => `在 ${p.before} 之前加入全局平均池化（${p.layer}）`,
  'set-units': p => `把 ${p.layer} 的单元数改为 ${p.units}`,
}

const article: typeof English.article = {
  note: {
    stride: p =>
      `文章中 ${p.layer} 的步幅为 ${p.article}${p.articleGives === '' ? '' : `，会把 ${p.reads} 变成 ${p.articleGives}`}；论文中的步幅为 ${p.paper}${p.paperGives === '' ? '' : `，得到 ${p.paperGives}`}。`,
    units: p => `文章中 ${p.layer} 有 ${p.article} 个单元，论文中的这一层有 ${p.paper} 个。`,
  },
  tryArticle: p => `试试文章的 ${p.value}`,
  tryPaper: p => `试试论文的 ${p.value}`,
  claims: {
    'lenet-parameters': p => `文章说 LeNet 有几百万个参数，实际数出来是 ${format.count(p.parameters)} 个。`,
    'alexnet-input': p =>
      `文章说 AlexNet 的输入是 ${p.input} × ${p.input}，第一层输出 ${p.padded} × ${p.padded}；要得到 ${p.padded}，须填充 ${p.padding}，或输入 ${p.larger} × ${p.larger} 的图片。不填充时，${p.input} 得到 ${p.bare}。`,
    'alexnet-towers': p =>
      `文章中分到 ${p.towers} 块显卡上的 ${p.towers} 组卷积，这里照样搭建：${format.count(p.parameters)} 个参数，每张图片 ${p.flops}。若不分组，每个卷积核都读取全部特征图，则为 ${format.count(p.oneParameters)} 个参数和 ${p.oneFlops}。`,
    'vgg-layers': p =>
      `文章说 VGG-16 有 16 个卷积层、3 个全连接层和 1.38 亿个参数；实际有 ${p.convolutions} 个卷积层和 ${p.dense} 个全连接层，合计 ${p.convolutions + p.dense} 层，参数 ${format.count(p.parameters)} 个。`,
    kernels: p =>
      `文章说 AlexNet 和 VGG 主要使用 3 × 3 的卷积核；AlexNet 各层为 ${p.alexnet.map(side => `${side} × ${side}`).join('、')}，VGG 全部为 ${p.vgg.map(side => `${side} × ${side}`).join('、')}。`,
    use: p =>
      `文章说 LeNet 用于小图片，AlexNet 用于大图片，VGG 用于更大的图片。LeNet 读取 ${p.lenet} × ${p.lenet}，AlexNet 读取 ${p.alexnet} × ${p.alexnet}，VGG 读取 ${p.vgg} × ${p.vgg}；逐个增大的是运算量：每张图片 ${p.flops.join('、')}。`,
  },
}

export const network = {
  title: '网络',
  train: '训练此网络',
  seeTraining: '查看正在进行的训练',
  toSettings: '设置',
  family: '网络系列',
  families: { lenet: 'LeNet', alexnet: 'AlexNet', vgg: 'VGG' },
  variants: p => `${p.family} 的各种版本`,
  parameterCount: p => `参数量 ${p.count}`,
  cannotFollow: p => `它的层无法处理 ${p.shape} 的图片。`,
  adapted: p => `这个网络原本读取 ${p.own} 的图片，这里各层随您的图片调整为 ${p.now}。`,
  presetNames: {
    'lenet-article': 'LeNet · 文章',
    'lenet-5': 'LeNet-5 · 1998',
    'lenet-modern': 'LeNet · 现代',
    'alexnet-article': 'AlexNet · 文章',
    alexnet: 'AlexNet · 2012',
    'alexnet-one-tower': 'AlexNet · 单组',
    'alexnet-small': 'AlexNet · 小型',
    'vgg-11': 'VGG-11',
    'vgg-13': 'VGG-13',
    'vgg-16': 'VGG-16',
    'vgg-19': 'VGG-19',
    'vgg-small': 'VGG · 小型',
  },
  about: {
    'lenet-article':
      '按课堂配合 Lenslet 阅读的文章《LeNet与AlexNet结构》搭建的 LeNet：平均池化、sigmoid，全连接层分别有 120 和 64 个单元。',
    'lenet-5':
      'LeCun、Bottou、Bengio 和 Haffner 于 1998 年提出的网络：第三层稀疏连接，下采样可训练，激活函数为缩放 tanh。与论文只有一处不同：输出层用全连接 softmax 代替了径向基函数。',
    'lenet-modern':
      '保留 1998 年的层次，换上后来的做法：每个卷积核读取全部特征图，最大池化，以及学习快得多的 ReLU。',
    'alexnet-article':
      '按文章《LeNet与AlexNet结构》给出的步幅搭建的 AlexNet：第二、第三个卷积层的步幅为 2，而图中的尺寸需要步幅 1。特征图在全连接层之前缩小到只剩一个值。',
    alexnet:
      'Krizhevsky、Sutskever 和 Hinton 于 2012 年提出的网络：五个卷积层分成两组，在第三层相互连接；使用局部响应归一化、重叠池化和 dropout。初始权重采用 He 方法，因为论文自己的初始值容易停滞不前。',
    'alexnet-one-tower': '不分组的 AlexNet：每个卷积核读取全部特征图，计算量增加一半以上。',
    'alexnet-small': '保留 AlexNet 的层次与分组，用于 64 × 64 的图片，通道更少，普通电脑在一节课内就能训练。',
    'vgg-11': 'Simonyan 和 Zisserman 2014 年论文中最小的网络（A）：8 个 3 × 3 卷积层和 3 个全连接层。',
    'vgg-13': 'Simonyan 和 Zisserman 2014 年论文中的网络 B：10 个 3 × 3 卷积层和 3 个全连接层。',
    'vgg-16':
      'Simonyan 和 Zisserman 2014 年论文中的网络 D，人们通常说的 VGG 就是它：13 个 3 × 3 卷积层和 3 个全连接层。',
    'vgg-19': 'Simonyan 和 Zisserman 2014 年论文中的网络 E：16 个 3 × 3 卷积层和 3 个全连接层。',
    'vgg-small': '用于 64 × 64 图片的 VGG-11，宽度为四分之一，普通电脑也能训练。',
  },
  figure: '逐层展示的网络',
  legend:
    '各层按同一比例绘制：边长与高、宽的平方根成正比，深度和条形与通道数、单元数的对数成正比。小窗口是卷积核，画在它所读取的特征图上。',
  legendStacked: '特征图大小相同的各层像切片一样叠在一起。',
  legendTowers: p =>
    `网络分成上下 ${p.towers} 组，每组只读取本组的特征图${p.meeting === '' ? '' : `；${p.meeting} 读取所有组的特征图`}。`,
  kinds: {
    input: '输入',
    conv2d: '卷积',
    pool: '池化',
    'global-average-pool': '全局平均池化',
    subsample: '下采样',
    lrn: '局部响应归一化',
    'batch-norm': '批量归一化',
    dropout: 'dropout',
    dense: '全连接',
  },
  inputName: '输入',
  poolModes: { max: '最大池化', average: '平均池化' },
  poolShort: { max: '最大', average: '平均' },
  marks: { lrn: 'LRN', 'batch-norm': 'BN', dropout: 'dropout' },
  activations,
  fixes,
  article,
  initializers: { glorot: 'Glorot', he: 'He', normal: '正态分布，标准差' },
  initializerHints: {
    glorot: '较小的随机数；单元的输入和输出越多，数值越小（Glorot 与 Bengio，2010）',
    he: '较小的随机数；单元的输入越多，数值越小，专为 ReLU 设计（何恺明等，2015）',
    normal: '以 0 为中心、标准差固定的随机数，与层的大小无关',
  },
  blockLabel: p => `${p.caption}，${p.kind}`,
  card: {
    filters: '卷积核数',
    kernel: '卷积核大小',
    stride: '步幅',
    padding: '填充',
    towers: '组数',
    neighbours: '相邻特征图数',
    lrnConstants: 'k、α、β',
    movingShare: '滑动平均的动量',
    epsilon: 'ε',
    rate: '丢弃率',
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
    does: {
      lrn: '把每个值除以它在相邻特征图中各值的平方和，即 (k + α Σ a²) 的 β 次方：某个特征图响应强烈时，相邻的特征图会受到抑制。',
      'batch-norm':
        '用这一步所有图片的均值和方差把每个特征图标准化为均值 0、方差 1，再乘以并加上学到的系数。预测时使用滑动平均得到的均值和方差。',
      dropout:
        '训练时随机把这一比例的值设为 0，并相应放大其余的值，使各个单元不会互相依赖。预测时使用全部的值。',
    },
    noParameters: '这一层没有需要学习的参数。',
    flops: '每张图片的计算量',
  },
  time: {
    epoch: p => `在这台电脑上每轮约需 ${duration(p.seconds)}`,
    measuring: '正在测量每轮所需时间…',
    measure: '在这台电脑上一轮需要多久？',
  },
  useBatch: p => `改为每步 ${p.batch} 张`,
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
    towers: p => `分 ${p.towers} 组`,
    neighbours: p => `相邻 ${p.size} 个`,
  },
  differences: {
    titles: {
      lenet: '与 1998 年论文的不同之处',
      alexnet: '与 2012 年论文的不同之处',
      vgg: '与 2014 年论文的不同之处',
    },
    asMade: '比较的是两个网络的原貌，未随您的图片调整。',
    list: names => names.join('、'),
    inPaper: p => `${p.layer}（论文中的 ${p.paperName}）`,
    input: p => `读取 ${p.here} 的图片，论文为 ${p.paper}。`,
    setting: p => `${p.layers} 的${p.setting}：这里为 ${p.here}，论文为 ${p.paper}。`,
    stride: p =>
      `${p.layer} 的步幅为 ${p.here}，会把 ${p.reads} × ${p.reads} 变成 ${p.gives} × ${p.gives}；论文中的 ${p.paperGives} × ${p.paperGives} 需要步幅 ${p.paper}。`,
    strideOfArticle: p =>
      `文章中 ${p.layer} 的步幅为 ${p.here}，会把 ${p.reads} × ${p.reads} 变成 ${p.gives} × ${p.gives}；论文中的 ${p.paperGives} × ${p.paperGives} 需要步幅 ${p.paper}。`,
    connections: p => `${p.layer} 的二维卷积核：这里有 ${p.here} 个，论文只有 ${p.paper} 个。`,
    missing: p => `${p.layers} 之后没有${p.mark}，论文的网络有。`,
    added: p => `${p.layers} 之后有${p.mark}，论文的网络没有。`,
    activation: p => `用 ${p.here} 代替论文的${p.paper}。`,
    pooling: p => `用没有参数的${p.here}代替论文中可训练的下采样。`,
    reads: p => `${p.layer} 读取 ${p.here}，论文中读取 ${p.paper}。`,
    parameters: p => `共 ${p.here} 个参数，${p.name} 有 ${p.paper} 个。`,
  },
  noData: p => `还没有可供训练的图片。目前的数字按 ${p.classes} 个类别计算。`,
  toData: '先载入图片',
  usePreset: p => `改用 ${p.name}`,
  likeNetwork: p => `按 ${p.name} 的输入：${p.size} ${p.channels === 1 ? '灰度' : '彩色'}`,
  smallest: p => `${p.name} 可以读取 ${p.size} 或更大的图片。`,
  importAt: p => `按 ${p.size} ${p.channels === 1 ? '灰度' : '彩色'}重新导入图片（${format.bytes(p.bytes)}）`,
} satisfies typeof English

const numbers = { whole: '整数', odd: '奇数', decimal: '数' } as const
const wanted = {
  object: '花括号括起来的对象',
  list: '方括号括起来的列表',
  text: '引号括起来的文字',
  pair: '由两个数组成的列表',
} as const

/** 文件中某个字段的错误，不带句号。 */
function sayFault(field: string, fault: NetworkFault): string {
  switch (fault.kind) {
    case 'syntax':
      return fault.found === ''
        ? '文件没有写完'
        : `“${fault.found}”不符合 JSON 的写法，请检查这里是否多了或少了逗号、引号或括号`
    case 'missing':
      return `缺少 ${field}`
    case 'unknown':
      return `没有 ${field} 这个字段，请删除它，或检查拼写`
    case 'number': {
      const or = fault.or === null ? '' : `，或者写 "${fault.or}"`
      return `${field} 为 ${fault.found}，必须是 ${fault.least} 到 ${fault.most} 之间的${numbers[fault.numbers]}${or}`
    }
    case 'choice':
      return `${field} 为 ${fault.found}，必须是${fault.allowed.length > 1 ? '以下之一：' : ' '}${fault.allowed.join('、')}`
    case 'type':
      return `${field} 为 ${fault.found}，必须是${wanted[fault.wanted]}`
    case 'name':
      return `${field} 为 ${fault.found}，必须以英文字母开头，其后只能是英文字母、数字和下划线，最多 64 个字符，并且不能是“optimizer”`
    case 'twice':
      return `${field} 为 ${fault.found}，与另一层重复，每一层必须各不相同`
    case 'length':
      return `${field} 不能为空，也不能超过 ${fault.most}`
    default:
      return assertNever(fault)
  }
}

export const networkProblems = {
  'network.window-does-not-fit': p =>
    `${p.layer} 的输入至少需要 ${p.neededHeight} × ${p.neededWidth}，实际只有 ${p.foundHeight} × ${p.foundWidth}。请使用更大的图片，或减小前面各层的窗口或步幅。`,
  'network.connections-invalid': p =>
    `${p.layer} 的连接表不合适：必须为每个卷积核列出至少一个输入通道，不能重复，通道从 0 开始编号。`,
  'network.groups-do-not-fit': p =>
    `${p.layer} 分成 ${p.groups} 组，但输入有 ${p.channels} 个通道、卷积核有 ${p.filters} 个。两者都必须能被组数整除，并且不能同时使用连接表：请修改组数或卷积核个数。`,
  'network.no-output': p =>
    `网络最后必须是全连接层，每个类别一个单元；现在最后是${p.layer === '' ? '空' : ` ${p.layer}`}。`,
  'network.output-units': p =>
    `${p.layer} 是最后一层，自己设了 ${p.units} 个单元，但每个类别必须恰好有一个单元，现在共有 ${p.classes} 个类别。请让它的单元数跟随类别数。`,
  'network.behind-output': p =>
    `${p.layer} 排在 ${p.output} 之后，而 ${p.output} 已经为每个类别给出一个值，softmax 必须直接读取这些值。请删除 ${p.layer}，或把它移到 ${p.output} 之前。`,
  'network.output-activation': p =>
    `${p.layer} 给出的类别值在 softmax 读取之前先经过 ${activations[p.activation]}，这会限制网络的把握程度。请去掉激活函数。`,
  'network.no-activation': p =>
    `${p.layer} 与 ${p.next} 之间没有激活函数：两个相连的线性层并不比一个更强。请给 ${p.layer} 加上激活函数。`,
  'network.most-parameters': p =>
    `全部 ${format.count(p.parameters)} 个参数中，${p.layer} 占了 ${p.percent}%。`,
  'network.neighbours-of-units': p =>
    `${p.layer} 用相邻的值来归一化，但 ${p.dense} 的各个单元之间没有顺序，谈不上相邻。请删除 ${p.layer}。`,
  'network.stride-skips': p =>
    `${p.layer} 的窗口为 ${p.window}，每次却移动 ${p.stride}，中间的值从未被读取。请让步幅不大于窗口。`,
  'network.padding-too-wide': p =>
    `${p.layer} 的卷积核为 ${p.kernel}，填充为 ${p.padding}，在边缘处读到的全是零。请让填充小于卷积核。`,
  'network.unknown': p =>
    `没有名为“${p.found}”的网络。请选择 ${p.known} 之一${p.own.length === 0 ? '' : `，或您自己的网络（${p.own.map(name => `“${name}”`).join('、')}）`}，或给出描述网络的文件。`,
  'network.several': p => `您有几个网络都叫“${p.found}”。请用编号指明是哪一个：${p.ids}。`,
  'network.invalid-file': p =>
    `${p.path} 不是有效的网络描述。第 ${p.line} 行第 ${p.column} 列：${sayFault(p.field, p.fault)}。${p.more > 0 ? `后面还有 ${p.more} 处错误。` : ''}`,
  'network.file-too-large': p =>
    `${p.path} 有 ${format.bytes(p.bytes)}，而网络文件最多 ${format.bytes(p.most)}。请选择由 Lenslet 导出的文件。`,
  'network.cannot-read': p => `无法读取 ${p.path}（${p.reason}）。请确认它是文件，并且您有权读取。`,
  'network.data-mismatch': p =>
    `网络读取 ${p.needed} 的图片，而数据集是 ${p.found}。请按 ${p.needed} 重新导入图片，或选择其他网络。`,
} satisfies typeof EnglishProblems
