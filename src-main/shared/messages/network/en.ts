export const network = {
  title: 'Network',
  train: 'Train this network',
  seeTraining: 'See the running training',
  toSettings: 'Settings',
  presets: 'Networks',
  presetNames: {
    'lenet-article': 'LeNet · article',
    'lenet-5': 'LeNet-5 · 1998',
    'lenet-modern': 'LeNet · modern',
  },
  about: {
    'lenet-article':
      'LeNet as the Chinese article “LeNet与AlexNet结构”, which classes read beside Lenslet, describes it: average pooling, sigmoid, and dense layers of 120 and 64 units.',
    'lenet-5':
      'The network of LeCun, Bottou, Bengio and Haffner, 1998: a sparse third layer, trainable subsampling, scaled tanh. One thing differs from the paper: a dense softmax layer answers in place of its radial basis functions.',
    'lenet-modern':
      'The layers of 1998 with what was learnt since: every filter reads every map, max pooling, and ReLU, which learns much faster.',
  },
  figure: 'The network, layer by layer',
  legend:
    'Drawn to one scale: sides follow the square root of height and width, depths and bars the logarithm of channels and units. The small window is the kernel, on the map it reads. Click a block to see where its numbers come from.',
  kinds: {
    input: 'input',
    conv2d: 'convolution',
    pool: 'pooling',
    subsample: 'subsampling',
    dense: 'dense',
  },
  inputName: 'input',
  poolModes: { max: 'max pooling', average: 'average pooling' },
  poolShort: { max: 'max', average: 'average' },
  activations: {
    none: 'none',
    relu: 'ReLU',
    sigmoid: 'sigmoid',
    tanh: 'tanh',
    'scaled-tanh': 'scaled tanh',
  },
  initializers: { glorot: 'Glorot', he: 'He' },
  initializerHints: {
    glorot:
      'Small random numbers, the smaller the more inputs and outputs a unit has (Glorot and Bengio, 2010)',
    he: 'Small random numbers, the smaller the more inputs a unit has; made for ReLU (He and others, 2015)',
  },
  blockLabel: (p: { caption: string; kind: string }) => `${p.caption}, ${p.kind}`,
  card: {
    filters: 'Filters',
    kernel: 'Kernel',
    stride: 'Stride',
    padding: 'Padding',
    window: 'Window',
    mode: 'Takes',
    activation: 'Activation',
    initializer: 'Starting weights',
    units: 'Units',
    unitsClasses: (p: { units: string }) => `${p.units}, one a class`,
    connections: 'Connections',
    someConnections: (p: { used: string; all: string }) => `${p.used} of ${p.all} kernels`,
    reads: 'Reads',
    range: 'Pixel values',
    output: 'Output',
    height: 'Height',
    width: 'Width',
    size: 'Height and width',
    parameters: 'Parameters',
    noParameters: 'Nothing to learn here.',
    flops: 'Operations for one picture',
  },
  totals: {
    parameters: 'parameters',
    flops: (p: { flops: string; unit: string }) => `${p.flops} (${p.unit}) for one picture, forward`,
    units: { million: 'million operations', billion: 'billion operations' },
    memory: { before: '', after: 'to train' },
    batch: (p: { batch: string }) => `with ${p.batch} pictures a step`,
  },
  table: {
    title: 'Layers',
    layer: 'Layer',
    kernel: 'Kernel',
    output: 'Output',
    parameters: 'Parameters',
    computing: 'Operations',
    computingHint:
      'Floating-point operations for one picture, forward; a multiplication and an addition are two. MFLOPs: millions of them',
    stride: (p: { stride: string }) => `stride ${p.stride}`,
    padding: (p: { padding: string }) => `padding ${p.padding}`,
  },
  differences: {
    title: 'What differs from the paper of 1998',
    units: (p: { layer: string; here: string; paper: string; paperLayer: string }) =>
      `${p.layer} has ${p.here} units; the paper’s ${p.paperLayer} has ${p.paper}.`,
    connections: (p: { layer: string; here: string; paper: string; paperLayer: string }) =>
      `${p.layer} has ${p.here} kernels; the paper’s ${p.paperLayer} has only ${p.paper}.`,
    activation: (p: { here: string; paper: string }) => `${p.here} in place of the paper’s ${p.paper}.`,
    pooling: (p: { here: string }) =>
      `${p.here}, with nothing to learn, in place of the paper’s trainable subsampling.`,
    parameters: (p: { here: string; paper: string }) => `${p.here} parameters; LeNet-5 has ${p.paper}.`,
  },
  noData: (p: { classes: string }) =>
    `There are no pictures to train with yet. The numbers here are for ${p.classes} classes.`,
  toData: 'Load pictures first',
  usePreset: (p: { name: string }) => `Use ${p.name}`,
  importAt: (p: { size: string }) => `Import the pictures again at ${p.size}`,
}

export const networkProblems = {
  'network.window-does-not-fit': (p: {
    layer: string
    neededHeight: number
    neededWidth: number
    foundHeight: number
    foundWidth: number
  }) =>
    `${p.layer} needs an input of at least ${p.neededHeight} × ${p.neededWidth} and gets ${p.foundHeight} × ${p.foundWidth}. Use larger pictures, or a smaller window or stride in the layers before it.`,
  'network.connections-invalid': (p: { layer: string }) =>
    `The connections of ${p.layer} do not fit: they must name, for each filter, at least one channel of its input, counted from 0.`,
  'network.no-output': (p: { layer: string }) =>
    `The network must end in a dense layer with one unit for each class; it ends in ${p.layer === '' ? 'nothing' : p.layer}.`,
  'network.unknown': (p: { found: string; known: string }) =>
    `There is no network “${p.found}”. Name one of ${p.known}, or a file with a network.`,
  'network.invalid-file': (p: { path: string; found: string }) =>
    `${p.path} does not describe a network: ${p.found}.`,
  'network.data-mismatch': (p: { needed: string; found: string }) =>
    `The network reads pictures of ${p.needed}, and the data set holds ${p.found}. Import the pictures again at ${p.needed}, or choose another network.`,
}
