import { duration, format } from '../app/en.ts'

export const cli = {
  unknownVerb: (p: { found: string }) =>
    p.found === '' ? 'Say what to do:' : `There is no command “${p.found}”. These are there:`,
  missingArgument: 'An argument is missing.',
  missingOption: (p: { name: string }) => `--${p.name} is missing.`,
  tooManyArguments: (p: { found: string }) => `There is an argument too many: “${p.found}”.`,
  unknownOption: (p: { option: string }) => `There is no option “${p.option}”.`,
  wrongValue: (p: { option: string }) => `The option “${p.option}” lacks its value, or takes none.`,
  wrongNumber: (p: { name: string; least: number; most: number; whole: boolean; found: string }) =>
    `--${p.name} takes a ${p.whole ? 'whole ' : ''}number from ${p.least} to ${p.most}; found “${p.found}”.`,
  wrongChoice: (p: { name: string; choices: string; found: string }) =>
    `--${p.name} takes one of ${p.choices}; found “${p.found}”.`,
  wrongAction: (p: { choices: string; found: string }) =>
    `What to do is one of ${p.choices}; found “${p.found}”.`,
  examining: (p: { done: number; total: number }) => `examined: ${format.percent(p.done / p.total, 0)}`,
  wrongColor: (p: { name: string; found: string }) =>
    `--${p.name} takes a color as web pages write it, such as ff8000; found “${p.found}”.`,
  evenIfNeeded: 'With --even-if-needed it is removed all the same.',
  columnsNeedTable:
    '--csv-file and --csv-label name columns of the table that --csv gives. Give that as well, or leave them out.',
  wrongSize: (p: { name: string; example: string; found: string }) =>
    `--${p.name} takes a size such as ${p.example}, up to 4096 a side; found “${p.found}”.`,
  optionAlone: (p: { name: string; with: string }) => `--${p.name} goes with ${p.with}.`,
  wrongAugmentation: (p: { choices: string; found: string }) =>
    `--augment takes none, or a list of ${p.choices}, such as mirror,rotation=15; found “${p.found}”.`,
  memory: (p: { bytes: number; batch: number }) =>
    `${format.bytes(p.bytes)} to train with ${format.count(p.batch)} ${p.batch === 1 ? 'picture' : 'pictures'} a step`,
  bfloat16: (p: { gain: number }) =>
    `steps in bfloat16 are ${format.decimal(p.gain, 2)} times as fast as in float32 here`,
  time: (p: { imagesPerSecond: number; secondsPerEpoch?: number }) =>
    `${format.count(p.imagesPerSecond)} images/s${p.secondsPerEpoch === undefined ? '' : `, ${duration(p.secondsPerEpoch)} an epoch`}`,
  inspectColumns: [
    'layer',
    'kind',
    'set to',
    'output',
    'receptive field',
    'parameters',
    'share',
    'operations',
    'share',
    'output memory',
  ],
  inspected: (p: { name: string; pictures: string; classes: number }) =>
    `${p.name}: pictures of ${p.pictures}, ${format.count(p.classes)} classes.\nOperations (FLOPs) are for one picture, forward; a multiplication and an addition are two. Output memory is for the whole batch.`,
  memoryParts: (p: {
    weights: number
    gradients: number
    optimizer: number
    activations: number
    data: number
    checkpoint: number
    workspace: number
  }) =>
    [
      ['weights', p.weights],
      ['gradients', p.gradients],
      ['optimizer', p.optimizer],
      ['outputs kept for the backward pass', p.activations],
      ['pictures', p.data],
      ['checkpoint while it is written', p.checkpoint],
      ['workspace', p.workspace],
    ]
      .filter(([, bytes]) => bytes !== 0)
      .map(([name, bytes]) => `${name} ${format.bytes(Number(bytes))}`)
      .join(', '),
  networks: {
    columns: ['id', 'name', 'input', 'parameters', 'source'],
    own: (p: { saved: string }) => `yours, saved ${p.saved}`,
    none: 'You have saved no network of your own yet. The window saves one with “Save as mine …”.',
  },
  compiled: {
    written: (p: { out: string; nodes: number }) =>
      `${p.out} holds the SavedModel: ${format.count(p.nodes)} nodes.`,
    columns: ['signature', 'takes', 'gives'],
    tensors: (p: { count: number }) => `${format.count(p.count)} tensors`,
    all: 'Each tensor with its type and shape: --verbose, or --json.',
  },
  benchColumns: ['network', 'phase', 'batch', 'images/s', 'peak memory'],
  selfTest: (p: { steps: number; furthest: number }) =>
    `${format.count(p.steps)} steps on the graphics card give what the processor gives (losses differ by ${format.percent(p.furthest, 2)} at most).`,
  importing: (p: { done: number; total: number }) =>
    `${format.count(p.done)} of ${p.total === 0 ? '…' : format.count(p.total)} pictures`,
  predicting: (p: { done: number; total: number }) =>
    `${format.count(p.done)} of ${format.count(p.total)} pictures`,
  step: (p: { epoch: number; loss: number; imagesPerSecond: number }) =>
    `epoch ${format.decimal(p.epoch, 2)} · loss ${format.decimal(p.loss, 4)} · ${format.count(p.imagesPerSecond)} images/s`,
  epoch: (p: {
    epoch: number
    loss: number
    accuracy: number
    validationLoss: number | null
    validationAccuracy: number | null
  }) =>
    `epoch ${p.epoch}: loss ${format.decimal(p.loss, 4)}, accuracy ${format.percent(p.accuracy)}, validation loss ${format.decimal(p.validationLoss, 4)}, accuracy ${format.percent(p.validationAccuracy)}`,
  evaluation: (p: { split: string; images: number; loss: number; accuracy: number; top5: number }) =>
    `${p.split}, ${format.count(p.images)} pictures: loss ${format.decimal(p.loss, 4)}, accuracy ${format.percent(p.accuracy, 2)}, top-5 ${format.percent(p.top5, 2)}`,
}

export const cliProblems = {
  'cli.unexpected': (p: { details: string }) =>
    `Something went wrong in Lenslet itself. Your data and runs are safe. Send this to whoever looks after Lenslet:\n${p.details}`,
  'cli.usage': (p: { found: string; usage: string }) => `${p.found}\n\n${p.usage}`,
}
