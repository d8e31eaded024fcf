import type { NetworkFault } from '../../architecture/network-fault.ts'
import type { Activation } from '../../architecture/spec.ts'
import { assertNever } from '../../assert-never.ts'
import { duration, format } from '../app/en.ts'

const activations: Readonly<Record<Activation, string>> = {
  none: 'none',
  relu: 'ReLU',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  'scaled-tanh': 'scaled tanh',
}

/** What a fix would do, as its button says it. */
const fixes = {
  'set-stride': (p: { layer: string; stride: string }) => `Give ${p.layer} stride ${p.stride}`,
  'set-padding': (p: { layer: string; padding: string }) => `Give ${p.layer} padding ${p.padding}`,
  'set-kernel': (p: { layer: string; size: string }) => `Make the kernel of ${p.layer} ${p.size}`,
  'set-window': (p: { layer: string; size: string }) => `Make the window of ${p.layer} ${p.size}`,
  remove: (p: { layer: string }) => `Remove ${p.layer}`,
  'set-input': (p: { size: string }) => `Enlarge the input to ${p.size}`,
  'fit-to-pictures': (p: { size: string; layers: string }) =>
    `Fit it to pictures of ${p.size} (changes ${p.layers})`,
  'set-towers': (p: { layer: string; groups: number }) => `Give ${p.layer} ${p.groups} towers`,
  'one-tower': (p: { layer: string }) => `Let every filter of ${p.layer} read everything`,
  'set-filters': (p: { layer: string; filters: number }) => `Give ${p.layer} ${p.filters} filters`,
  'lenet-connections': (p: { layer: string }) => `Give ${p.layer} the connections of LeNet-5’s C3`,
  'cut-connections': (p: { layer: string }) => `Take out the connections of ${p.layer} that lead nowhere`,
  'remove-connections': (p: { layer: string }) => `Take away the connection table of ${p.layer}`,
  'add-output': (p: { layer: string; classes: number }) =>
    `Add ${p.layer}, a dense layer with one unit for each of the ${p.classes} classes`,
  'set-output': (p: { layer: string; classes: number }) =>
    `Give ${p.layer} one unit for each of the ${p.classes} classes`,
  'remove-behind': (p: { layers: string }) => `Remove ${p.layers}`,
  'set-activation': (p: { layer: string; activation: Activation }) =>
    p.activation === 'none'
      ? `Take away the activation of ${p.layer}`
      : `Give ${p.layer} ${activations[p.activation]}`,
  'add-average': (p: { layer: string; before: string }) =>
    `Put global average pooling (${p.layer}) before ${p.before}`,
  'set-units': (p: { layer: string; units: number }) => `Give ${p.layer} ${p.units} units`,
}

interface NoteParams {
  layer: string
  article: number
  paper: number
  /** Height and width; empty where they are not known. */
  reads: string
  articleGives: string
  paperGives: string
}

/** What the article that classes read says, beside the papers. */
const article = {
  note: {
    stride: (p: NoteParams) =>
      `The article gives ${p.layer} stride ${p.article}${p.articleGives === '' ? '' : `, which makes ${p.articleGives} of ${p.reads}`}; the paper’s has stride ${p.paper}${p.paperGives === '' ? '' : `, which makes ${p.paperGives}`}.`,
    units: (p: NoteParams) =>
      `The article gives ${p.layer} ${p.article} units; the paper’s layer has ${p.paper}.`,
  },
  tryArticle: (p: { value: number }) => `Try the article’s ${p.value}`,
  tryPaper: (p: { value: number }) => `Try the paper’s ${p.value}`,
  claims: {
    'lenet-parameters': (p: { parameters: number }) =>
      `The article speaks of several million parameters in LeNet; counted, they are ${format.count(p.parameters)}.`,
    'alexnet-input': (p: { input: number; padding: number; bare: number; padded: number; larger: number }) =>
      `The article gives AlexNet pictures of ${p.input} × ${p.input} and first maps of ${p.padded} × ${p.padded}; ${p.padded} needs padding ${p.padding}, or pictures of ${p.larger} × ${p.larger}. Without padding, ${p.input} gives ${p.bare}.`,
    'alexnet-towers': (p: {
      towers: number
      parameters: number
      flops: string
      oneParameters: number
      oneFlops: string
    }) =>
      `The article’s ${p.towers} towers, one for each graphics card, are built as written: ${format.count(p.parameters)} parameters and ${p.flops} for one picture. With one tower, in which every filter reads every map, there are ${format.count(p.oneParameters)} and ${p.oneFlops}.`,
    'vgg-layers': (p: { convolutions: number; dense: number; parameters: number }) =>
      `The article gives VGG-16 16 convolutional and 3 dense layers and 138 million parameters; it has ${p.convolutions} convolutional and ${p.dense} dense layers, ${p.convolutions + p.dense} together, and ${format.count(p.parameters)} parameters.`,
    kernels: (p: { alexnet: readonly number[]; vgg: readonly number[] }) =>
      `The article says that AlexNet and VGG use mostly kernels of 3 × 3; AlexNet’s layers have ${p.alexnet.map(side => `${side} × ${side}`).join(', ')}, VGG’s only ${p.vgg.map(side => `${side} × ${side}`).join(', ')}.`,
    use: (p: { lenet: number; alexnet: number; vgg: number; flops: readonly [string, string, string] }) =>
      `The article has LeNet for small pictures, AlexNet for large and VGG for larger ones still. LeNet reads ${p.lenet} × ${p.lenet}, AlexNet ${p.alexnet} × ${p.alexnet} and VGG ${p.vgg} × ${p.vgg}; what grows from each to the next is the computing: ${p.flops.join(', ')} for one picture.`,
  },
}

export const network = {
  title: 'Network',
  train: 'Train this network',
  seeTraining: 'See the running training',
  toSettings: 'Settings',
  family: 'Network family',
  families: { lenet: 'LeNet', alexnet: 'AlexNet', vgg: 'VGG' },
  variants: (p: { family: string }) => `Variants of ${p.family}`,
  parameterCount: (p: { count: string }) => `${p.count} parameters`,
  cannotFollow: (p: { shape: string }) => `Its layers cannot follow pictures of ${p.shape}.`,
  adapted: (p: { own: string; now: string }) =>
    `Made for pictures of ${p.own}; here its layers follow yours of ${p.now}.`,
  presetNames: {
    'lenet-article': 'LeNet · article',
    'lenet-5': 'LeNet-5 · 1998',
    'lenet-modern': 'LeNet · modern',
    'alexnet-article': 'AlexNet · article',
    alexnet: 'AlexNet · 2012',
    'alexnet-one-tower': 'AlexNet · one tower',
    'alexnet-small': 'AlexNet · small',
    'vgg-11': 'VGG-11',
    'vgg-13': 'VGG-13',
    'vgg-16': 'VGG-16',
    'vgg-19': 'VGG-19',
    'vgg-small': 'VGG · small',
  },
  about: {
    'lenet-article':
      'LeNet as the Chinese article “LeNet与AlexNet结构”, which classes read beside Lenslet, describes it: average pooling, sigmoid, and dense layers of 120 and 64 units.',
    'lenet-5':
      'The network of LeCun, Bottou, Bengio and Haffner, 1998: a sparse third layer, trainable subsampling, scaled tanh. One thing differs from the paper: a dense softmax layer answers in place of its radial basis functions.',
    'lenet-modern':
      'The layers of 1998 with what was learnt since: every filter reads every map, max pooling, and ReLU, which learns much faster.',
    'alexnet-article':
      'AlexNet with the strides that the article “LeNet与AlexNet结构” gives: 2 in the second and the third convolution, where the figure’s sizes need 1. The maps shrink to a single value before the dense layers.',
    alexnet:
      'The network of Krizhevsky, Sutskever and Hinton, 2012: five convolutions in two towers, which see each other in the third, local response normalisation, overlapping pooling, and dropout. It starts from He’s weights, since the paper’s own are known to stall.',
    'alexnet-one-tower':
      'AlexNet without its towers: every filter reads every map, which takes half as much computing again.',
    'alexnet-small':
      'AlexNet’s layers and towers for pictures of 64 × 64, narrower, so that it learns within a lesson on an ordinary computer.',
    'vgg-11':
      'The smallest network of Simonyan and Zisserman, 2014 (A): 8 convolutions of 3 × 3 and 3 dense layers.',
    'vgg-13': 'Network B of Simonyan and Zisserman, 2014: 10 convolutions of 3 × 3 and 3 dense layers.',
    'vgg-16':
      'Network D of Simonyan and Zisserman, 2014, the one that most people mean by VGG: 13 convolutions of 3 × 3 and 3 dense layers.',
    'vgg-19': 'Network E of Simonyan and Zisserman, 2014: 16 convolutions of 3 × 3 and 3 dense layers.',
    'vgg-small':
      'VGG-11 for pictures of 64 × 64, a quarter as wide, so that it learns on an ordinary computer.',
  },
  figure: 'The network, layer by layer',
  legend:
    'Drawn to one scale: sides follow the square root of height and width, depths and bars the logarithm of channels and units. The small window is the kernel, on the map it reads.',
  legendStacked: 'Layers whose maps have one size stand together, like slices.',
  legendTowers: (p: { towers: number; meeting: string }) =>
    `There are ${p.towers} towers, above each other: each reads only its own maps${p.meeting === '' ? '' : `; ${p.meeting} reads the maps of all`}.`,
  kinds: {
    input: 'input',
    conv2d: 'convolution',
    pool: 'pooling',
    'global-average-pool': 'global average pooling',
    subsample: 'subsampling',
    lrn: 'local response normalisation',
    'batch-norm': 'batch normalisation',
    dropout: 'dropout',
    dense: 'dense',
  },
  inputName: 'input',
  poolModes: { max: 'max pooling', average: 'average pooling' },
  poolShort: { max: 'max', average: 'average' },
  marks: { lrn: 'LRN', 'batch-norm': 'BN', dropout: 'dropout' },
  activations,
  fixes,
  article,
  initializers: { glorot: 'Glorot', he: 'He', normal: 'Normal, deviation' },
  initializerHints: {
    glorot:
      'Small random numbers, the smaller the more inputs and outputs a unit has (Glorot and Bengio, 2010)',
    he: 'Small random numbers, the smaller the more inputs a unit has; made for ReLU (He and others, 2015)',
    normal: 'Random numbers around 0 with this standard deviation, whatever the size of the layer',
  },
  blockLabel: (p: { caption: string; kind: string }) => `${p.caption}, ${p.kind}`,
  card: {
    filters: 'Filters',
    kernel: 'Kernel',
    stride: 'Stride',
    padding: 'Padding',
    towers: 'Towers (groups)',
    neighbours: 'Neighbouring maps',
    lrnConstants: 'k, α, β',
    movingShare: 'Momentum of the moving mean',
    epsilon: 'Epsilon',
    rate: 'Rate',
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
    does: {
      lrn: 'Divides each value by (k + α Σ a²) to the power of β, with the squares of its neighbours in other maps: where one map answers strongly, its neighbours are damped.',
      'batch-norm':
        'Shifts and scales each map to mean 0 and variance 1 over the pictures of a step, then by a factor and an offset that are learnt. Predicting uses the moving mean and variance.',
      dropout:
        'While training, sets this share of the values to 0 at random and scales up the others, so that no unit relies on another. Predicting uses all values.',
    },
    noParameters: 'Nothing to learn here.',
    flops: 'Operations for one picture',
  },
  time: {
    epoch: (p: { seconds: number }) =>
      `${p.seconds < 1 ? '' : 'about '}${duration(p.seconds)} per epoch on this computer`,
    measuring: 'measuring the time per epoch …',
    measure: 'How long does an epoch take here?',
  },
  useBatch: (p: { batch: string }) => `Use a batch of ${p.batch}`,
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
    towers: (p: { towers: string }) => `${p.towers} towers`,
    neighbours: (p: { size: string }) => `${p.size} neighbours`,
  },
  differences: {
    titles: {
      lenet: 'What differs from the paper of 1998',
      alexnet: 'What differs from the paper of 2012',
      vgg: 'What differs from the paper of 2014',
    },
    asMade: 'Both as they were made, before your pictures.',
    list: (names: readonly string[]) => names.join(', '),
    inPaper: (p: { layer: string; paperName: string }) => `${p.layer} (${p.paperName} in the paper)`,
    input: (p: { here: string; paper: string }) =>
      `Pictures of ${p.here} in place of the paper’s ${p.paper}.`,
    setting: (p: { setting: string; layers: string; here: string; paper: string }) =>
      `${p.setting} of ${p.layers}: ${p.here} in place of the paper’s ${p.paper}.`,
    stride: (p: {
      layer: string
      here: number
      paper: number
      reads: number
      gives: number
      paperGives: number
    }) =>
      `${p.layer} has stride ${p.here}, which makes ${p.gives} × ${p.gives} of ${p.reads} × ${p.reads}; the paper’s ${p.paperGives} × ${p.paperGives} needs stride ${p.paper}.`,
    strideOfArticle: (p: {
      layer: string
      here: number
      paper: number
      reads: number
      gives: number
      paperGives: number
    }) =>
      `The article gives ${p.layer} stride ${p.here}, which makes ${p.gives} × ${p.gives} of ${p.reads} × ${p.reads}; the paper’s ${p.paperGives} × ${p.paperGives} needs stride ${p.paper}.`,
    connections: (p: { layer: string; here: string; paper: string }) =>
      `Kernels of ${p.layer}: ${p.here} in place of the paper’s ${p.paper}.`,
    missing: (p: { mark: string; layers: string }) =>
      `No ${p.mark} after ${p.layers}; the paper’s network has it.`,
    added: (p: { mark: string; layers: string }) =>
      `There is ${p.mark} after ${p.layers}; the paper’s network has none.`,
    activation: (p: { here: string; paper: string }) => `${p.here} in place of the paper’s ${p.paper}.`,
    pooling: (p: { here: string }) =>
      `${p.here}, with nothing to learn, in place of the paper’s trainable subsampling.`,
    reads: (p: { layer: string; here: string; paper: string }) =>
      `${p.layer} reads ${p.here}; the paper’s reads ${p.paper}.`,
    parameters: (p: { here: string; name: string; paper: string }) =>
      `${p.here} parameters; ${p.name} has ${p.paper}.`,
  },
  noData: (p: { classes: string }) =>
    `There are no pictures to train with yet. The numbers here are for ${p.classes} classes.`,
  toData: 'Load pictures first',
  usePreset: (p: { name: string }) => `Use ${p.name}`,
  likeNetwork: (p: { size: string; channels: number; name: string }) =>
    `As ${p.name} reads them: ${p.size} ${p.channels === 1 ? 'grey' : 'colour'}`,
  smallest: (p: { name: string; size: string }) => `${p.name} can read pictures of ${p.size} and larger.`,
  importAt: (p: { size: string; channels: number; bytes: number }) =>
    `Import the pictures again at ${p.size} in ${p.channels === 1 ? 'grey' : 'colour'} (${format.bytes(p.bytes)})`,
}

const numbers = { whole: 'a whole number', odd: 'an odd number', decimal: 'a number' } as const
const wanted = {
  object: 'an object in braces',
  list: 'a list in brackets',
  text: 'a text in quotes',
  pair: 'a list of two numbers',
} as const

/** What is wrong with a field of a file, without the full stop. */
function sayFault(field: string, fault: NetworkFault): string {
  switch (fault.kind) {
    case 'syntax':
      return fault.found === ''
        ? 'the file ends in the middle'
        : `“${fault.found}” cannot stand here in JSON; look for a comma, a quotation mark or a bracket that is missing or too many`
    case 'missing':
      return `${field} is missing`
    case 'unknown':
      return `there is no field ${field}; take it out, or check how it is spelt`
    case 'number': {
      const or = fault.or === null ? '' : `, or "${fault.or}"`
      return `${field}: ${fault.found}, must be ${numbers[fault.numbers]} from ${fault.least} to ${fault.most}${or}`
    }
    case 'choice':
      return `${field}: ${fault.found}, must be ${fault.allowed.length > 1 ? 'one of ' : ''}${fault.allowed.join(', ')}`
    case 'type':
      return `${field}: ${fault.found}, must be ${wanted[fault.wanted]}`
    case 'name':
      return `${field}: ${fault.found}, must begin with a letter from A to Z and go on with such letters, digits and underscores, 64 at most; “optimizer” is taken`
    case 'twice':
      return `${field}: ${fault.found} belongs to another layer already; give each layer its own`
    case 'length':
      return `${field} must have at least one entry or letter and at most ${fault.most}`
    default:
      return assertNever(fault)
  }
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
    `The connections of ${p.layer} do not fit: they must name, for each filter, at least one channel of its input, and none twice, counted from 0.`,
  'network.groups-do-not-fit': (p: { layer: string; groups: number; filters: number; channels: number }) =>
    `${p.layer} is split into ${p.groups} towers, but gets ${p.channels} channels and has ${p.filters} filters. Both must divide evenly, without a connection table: change the number of towers or of filters.`,
  'network.no-output': (p: { layer: string }) =>
    `The network must end in a dense layer with one unit for each class; it ends in ${p.layer === '' ? 'nothing' : p.layer}.`,
  'network.output-units': (p: { layer: string; units: number; classes: number }) =>
    `${p.layer} is the last layer and has ${p.units} units of its own, but there must be one for each class, and there are ${p.classes}. Tie its units to the classes.`,
  'network.behind-output': (p: { layer: string; output: string }) =>
    `${p.layer} stands behind ${p.output}, which already gives one value for each class; softmax must read those values as they are. Remove ${p.layer}, or move it before ${p.output}.`,
  'network.output-activation': (p: { layer: string; activation: Activation }) =>
    `${p.layer} gives the classes’ values through ${activations[p.activation]} before softmax reads them, which limits how sure the network can be. Take the activation away.`,
  'network.no-activation': (p: { layer: string; next: string }) =>
    `There is no activation between ${p.layer} and ${p.next}: two linear layers in a row can do no more than one. Give ${p.layer} an activation.`,
  'network.most-parameters': (p: { layer: string; percent: number; parameters: number }) =>
    `${p.layer} holds ${p.percent} % of all ${format.count(p.parameters)} parameters.`,
  'network.neighbours-of-units': (p: { layer: string; dense: string }) =>
    `${p.layer} normalises each value by its neighbours, but the units of ${p.dense} have no order that would make them neighbours. Remove ${p.layer}.`,
  'network.stride-skips': (p: { layer: string; window: string; stride: string }) =>
    `${p.layer} moves its window of ${p.window} by ${p.stride}, and never reads what lies between. Use a stride no larger than the window.`,
  'network.padding-too-wide': (p: { layer: string; kernel: string; padding: string }) =>
    `With padding ${p.padding} a kernel of ${p.kernel} reads nothing but zeros at the border of ${p.layer}. Use a padding smaller than the kernel.`,
  'network.unknown': (p: { found: string; known: string; own: readonly string[] }) =>
    `There is no network “${p.found}”. Name one of ${p.known}${p.own.length === 0 ? '' : `, one of your own (${p.own.map(name => `“${name}”`).join(', ')})`}, or a file with a network.`,
  'network.several': (p: { found: string; ids: string }) =>
    `Several of your networks have the name “${p.found}”. Name the one you mean by its id: ${p.ids}.`,
  'network.invalid-file': (p: {
    path: string
    line: number
    column: number
    field: string
    fault: NetworkFault
    more: number
  }) =>
    `${p.path} does not describe a network. Line ${p.line}, column ${p.column}: ${sayFault(p.field, p.fault)}.${p.more > 0 ? ` There ${p.more === 1 ? 'is one more fault' : `are ${p.more} more faults`} behind it.` : ''}`,
  'network.file-too-large': (p: { path: string; bytes: number; most: number }) =>
    `${p.path} has ${format.bytes(p.bytes)}; a file with a network has ${format.bytes(p.most)} at most. Choose a file that Lenslet exported.`,
  'network.cannot-read': (p: { path: string; reason: string }) =>
    `${p.path} could not be read (${p.reason}). Check that it is a file and that you may read it.`,
  'network.data-mismatch': (p: { needed: string; found: string }) =>
    `The network reads pictures of ${p.needed}, and the data set holds ${p.found}. Import the pictures again at ${p.needed}, or choose another network.`,
}
