import { format } from '../app/en.ts'

/** Milliseconds, with the digits that count. */
const pictureTime = (seconds: number) =>
  `${format.decimal(1000 * seconds, seconds < 0.01 ? 2 : seconds < 0.1 ? 1 : 0)} ms`

export const editor = {
  view: {
    larger: 'Larger',
    smaller: 'Smaller',
    fit: 'Show all of it',
    save: 'Save figure',
    formats: { svg: 'As SVG, for print', png: 'As PNG, for a report' },
  },
  note: 'Drawn to scale. Click a block to change it; the numbers follow as you type.',
  undo: 'Undo',
  undoLast: 'Undo the last change',
  startAnew: ({ network }: { network: string }) => `Start anew with ${network}`,
  redo: 'Redo',
  changedName: (p: { name: string }) => `${p.name}, changed`,
  problemCount: (p: { count: number }) =>
    p.count === 0
      ? 'No problems in this network'
      : p.count === 1
        ? '1 problem in this network'
        : `${p.count} problems in this network`,
  notTrainable: (p: { count: number }) =>
    p.count === 1
      ? 'A problem keeps this network from being trained; it is named below with ways out.'
      : `${p.count} problems keep this network from being trained; they are named below with ways out.`,
  show: (p: { layer: string }) => `Show ${p.layer}`,
  actions: {
    add: 'Add',
    back: 'Move towards the input',
    forward: 'Move towards the output',
    duplicate: 'Duplicate',
    remove: 'Remove',
  },
  shortcuts: {
    open: 'Keyboard shortcuts',
    keys: {
      choose: {
        keys: 'Tab, Shift Tab',
        does: 'go from block to block, or from row to row; each is selected',
      },
      move: {
        keys: 'Alt ←, Alt →',
        does: 'move the block towards the input or the output; in the table Alt ↑, Alt ↓ too',
      },
      duplicate: { keys: 'Ctrl D', does: 'duplicate the block' },
      remove: { keys: 'Delete', does: 'remove the block' },
      copy: {
        keys: 'Ctrl C, Ctrl V',
        does: 'copy the block; paste it behind the selected one, in another network too',
      },
      undo: { keys: 'Ctrl Z, Ctrl Y', does: 'undo and redo, also while typing' },
      zoom: {
        keys: '+, −, 0',
        does: 'in the figure: larger, smaller, all of it; so does Ctrl with the wheel',
      },
      pan: { keys: '← → ↑ ↓', does: 'in the figure: move what is seen' },
      step: { keys: '↑, ↓', does: 'in a number: one step up or down' },
      escape: {
        keys: 'Esc',
        does: 'while dragging: put the block back; in a number: take back what was typed',
      },
    },
  },
  layerName: 'Name of the layer',
  layerNameRule: 'A name begins with a letter and holds letters, digits and _ only, 64 at most.',
  flow: 'Reads → gives',
  size: {
    link: 'Height and width alike',
    linkOf: (p: { name: string }) => `${p.name}: height and width alike`,
    height: (p: { name: string }) => `${p.name}, height`,
    width: (p: { name: string }) => `${p.name}, width`,
  },
  input: {
    size: 'Size',
    color: 'Colour',
    grey: 'grey',
    rgb: 'RGB',
    black: 'Black becomes',
    white: 'White becomes',
    pictures: (p: { shape: string }) =>
      `Your pictures are stored as ${p.shape}; the figure and the numbers are for those.`,
  },
  lrn: { size: 'Neighbours n', k: 'k', alpha: 'α (alpha)', beta: 'β (beta)' },
  unitsFollow: { label: 'Units', classes: 'one a class', own: 'a number' },
  initializers: { glorot: 'Glorot', he: 'He', normal: 'normal' },
  deviation: 'Deviation',
  biasStart: 'Bias starts at',
  connections: {
    all: 'all maps',
    title: (p: { layer: string }) => `What each filter of ${p.layer} reads`,
    note: 'A column is a filter, a row a map of the layer before. Each filter reads one map at least.',
    tooMany: 'Too many filters and maps to choose from one by one',
    corner: 'Map',
    cell: (p: { map: number; filter: number }) => `Filter ${p.filter} reads map ${p.map}`,
    lenet5: 'As LeNet-5’s C3',
    complete: 'Every filter reads all',
  },
  field: {
    title: 'Sees',
    hint: 'Receptive field: the pixels of the picture, in height and width, that one value of this layer depends on',
  },
  compare: {
    open: 'Compare …',
    title: 'Compare with another network',
    with: 'With',
    property: 'Property',
    has: 'has it',
    alike: 'Their layers are alike.',
    kernels: (p: { count: string }) => `${p.count} kernels`,
    questions: 'The article’s four questions, counted from the networks',
    claims: 'What the article says, and what comes out',
  },
  questions: {
    structure: 'Structure',
    parameters: 'Parameters',
    kernels: 'Kernels and filters',
    use: 'Where it is used',
    written: {
      lenet: {
        article: 'The article: small pictures.',
        paper: 'LeCun and others, 1998: digits written by hand, of 32 × 32, as on cheques.',
      },
      alexnet: {
        article: 'The article: large pictures.',
        paper: 'Krizhevsky and others, 2012: 1.2 million photographs of ImageNet, in 1,000 classes.',
      },
      vgg: {
        article: 'The article: larger pictures still.',
        paper: 'Simonyan and Zisserman, 2014: ImageNet too, to see what depth alone brings.',
      },
    },
    classes: (p: { classes: string }) => `${p.classes} classes`,
    reads: 'Pictures that it reads',
    computing: 'Operations for a picture',
    memory: (p: { batch: number }) => `Memory to train, ${p.batch} pictures a step`,
    time: 'Time for a picture, here',
    measure: 'Measure',
    measureOf: (p: { name: string }) => `Measure ${p.name}`,
    measuring: 'measuring …',
    predicting: (p: { seconds: number }) => `${pictureTime(p.seconds)} to predict`,
    training: (p: { seconds: number }) => `${pictureTime(p.seconds)} to train`,
    layers: (p: { convolutions: number; poolings: number; dense: number; others: number; towers: number }) =>
      `${p.convolutions} convolutional, ${p.poolings} pooling, ${p.dense} dense${p.others === 0 ? '' : `, ${p.others} of normalisation or dropout`}${p.towers > 1 ? `; ${p.towers} towers` : ''}`,
    inDense: (p: { share: string }) => `${p.share} in dense layers`,
  },
  mine: {
    menu: 'Mine',
    title: 'My networks',
    note: 'Each is a file on this computer that other programs can read.',
    none: 'You have saved no network yet.',
    details: (p: { layers: number; saved: string }) =>
      `${p.layers === 1 ? '1 layer' : `${format.count(p.layers)} layers`} · ${format.dateTime(p.saved)}`,
    name: 'Name',
    save: (p: { name: string }) => `Save “${p.name}”`,
    saveAs: 'Save as mine …',
    suggested: (p: { name: string }) => `My ${p.name}`,
    saveTitle: 'Save as mine',
    saveIt: 'Save',
    state: { kept: 'saved', changed: 'changed since it was saved', other: 'not saved among yours' },
    all: 'All my networks …',
    import: 'Open a file …',
    exportThis: 'Save as a file …',
    open: 'Open',
    openOf: (p: { name: string }) => `Open “${p.name}”`,
    rename: 'Rename',
    renameOf: (p: { name: string }) => `Rename “${p.name}”`,
    export: 'Save as a file',
    exportOf: (p: { name: string }) => `Save “${p.name}” as a file`,
    remove: 'Remove',
    removeOf: (p: { name: string }) => `Remove “${p.name}”`,
    removeIt: 'Remove it',
    sure: 'Its file is deleted. Runs trained with it stay.',
    importTitle: 'Open a network from a file',
    fileKinds: { json: 'Network', svg: 'SVG drawing', png: 'PNG picture' },
  },
}

export const editorProblems = {
  'networks.nothing-to-paste': (_: object) =>
    'The clipboard holds no block of a network. Select a block and copy it with Ctrl C first.',
  'networks.name-taken': (p: { name: string }) =>
    `There is already a network “${p.name}” among yours. Give this one another name.`,
  'networks.gone': (_: object) =>
    'This network is no longer there: its file was removed. Save the one on the screen to keep it.',
}
