import { format } from '../app/en.ts'

export const training = {
  title: 'Train',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop and keep best',
  start: 'Start training',
  again: 'New training',
  subtitle: 'Choose how to learn, and start. The settings below learn the samples well.',
  phases: {
    starting: 'Preparing the network …',
    paused: (p: { epoch: string; epochs: string }) => `Paused · epoch ${p.epoch} of ${p.epochs}`,
    stopping: 'Stopping; the best epoch is kept …',
  },
  epochOf: (p: { epoch: string; epochs: string }) => `Epoch ${p.epoch} of ${p.epochs}`,
  stepOf: (p: { step: string; steps: string }) => `step ${p.step} of ${p.steps}`,
  speed: (p: { images: string }) => `${p.images} images/s`,
  estimating: 'estimating the time left …',
  progress: 'Progress of the training',
  empty: {
    noData: 'No pictures to learn from yet',
    noDataText: 'Load a folder of pictures or one of the samples, and come back.',
    toData: 'Load pictures',
    waiting: 'The curves appear after the first steps.',
  },
  settings: {
    title: 'Settings',
    network: 'Network',
    data: 'Pictures',
    dataCounts: (p: { images: string; classes: string }) => `${p.images} for training, ${p.classes} classes`,
    epochs: 'Epochs',
    epochsHint: 'How often every picture is seen',
    batchSize: 'Pictures a step',
    batchSizeHint: 'The batch: fewer means more, noisier steps',
    optimizer: 'Optimizer',
    optimizers: { sgd: 'SGD', momentum: 'SGD with momentum', adam: 'Adam' },
    learningRate: 'Learning rate',
    learningRateHint: 'How far each step goes; too high and the training diverges',
    momentum: 'Momentum',
    momentumHint: 'How much of the last step carries on into the next',
    nesterov: 'Nesterov momentum',
    nesterovHint: 'Looks ahead along the momentum before it turns',
    weightDecay: 'Weight decay',
    weightDecayHint: 'Draws weights towards zero, which keeps the network from learning by heart',
    weightDecayAmount: 'Decay',
    clip: 'Gradient clipping',
    clipHint: 'Shortens steps that would be far too long',
    clipNorm: 'Norm, at most',
    schedule: 'Schedule',
    schedules: {
      constant: 'Constant',
      step: 'In steps',
      cosine: 'Cosine',
      plateau: 'On plateaus',
    },
    scheduleHints: {
      constant: (_: { loss: string }) => 'The same rate from beginning to end',
      step: (_: { loss: string }) => 'Lowered every so many epochs',
      cosine: (_: { loss: string }) => 'Falls gently to zero over all epochs',
      plateau: (p: { loss: string }) => `Lowered when the ${p.loss} stands still`,
    },
    every: 'Every so many epochs',
    patience: 'Epochs that it may stand still',
    factor: 'Rate times',
    warmUp: 'Warm-up',
    warmUpHint: 'Begins with small steps, so that a fresh network does not diverge',
    earlyStopping: 'Early stopping',
    earlyStoppingHint: (p: { loss: string }) =>
      `Ends when the ${p.loss} stands still; the best epoch is kept`,
    validationLoss: 'validation loss',
    trainingLoss: 'training loss',
    more: 'More settings',
    precision: 'Precision',
    precisionHint:
      'With bfloat16 convolutions and dense layers compute with fewer digits, and weights and loss keep all of theirs',
    compared: (p: { gain: number; isFaster: boolean }) =>
      p.isFaster
        ? `Measured here: with bfloat16 steps are ${format.decimal(p.gain, 2)} times as fast. Convolutions and dense layers then compute with fewer digits, and weights and loss keep all of theirs`
        : `Measured here: bfloat16 (fewer digits) is not faster, ${format.decimal(p.gain, 2)} times the speed of float32`,
    compare: 'Is bfloat16 faster here?',
    comparing: 'Measuring a few steps in each…',
    groups: { optimizer: 'Steps', schedule: 'Learning rate over time', run: 'Run' },
    augmentation: {
      title: 'Changed pictures',
      text: 'Every time a picture is used, it is changed a little at random: the network learns what does not matter.',
      mirror: 'Mirror',
      mirrorHint: 'Left and right exchanged half of the time; not for digits and letters',
      rotation: 'Turn',
      rotationHint: 'A little to the left or right',
      shift: 'Shift',
      shiftHint: 'Sideways, up or down',
      zoom: 'Zoom',
      zoomHint: 'A little larger or smaller',
      brightness: 'Brightness',
      brightnessHint: 'Lighter or darker',
      contrast: 'Contrast',
      contrastHint: 'Paler or stronger',
      pcaColor: 'Colours',
      pcaColorHint: 'Shifted along their main directions, as AlexNet’s authors did',
      percent: 'Up to so many percent',
      degrees: 'Up to so many degrees',
      deviation: 'Deviation',
    },
    momentumOf: (p: { value: string }) => `momentum ${p.value}`,
    decayOf: (p: { value: string }) => `weight decay ${p.value}`,
    clippedTo: (p: { value: string }) => `clipped to ${p.value}`,
    rateOver: (p: { schedule: string }) => `rate ${p.schedule.toLowerCase()}`,
    warmUpOf: (p: { epochs: number }) => `warm-up of ${p.epochs} ${p.epochs === 1 ? 'epoch' : 'epochs'}`,
    stopsAfter: (p: { epochs: number }) =>
      `early stopping after ${p.epochs} ${p.epochs === 1 ? 'epoch' : 'epochs'}`,
    augmented: (p: { kinds: readonly string[] }) => `changed pictures: ${p.kinds.join(', ').toLowerCase()}`,
    seed: 'Seed',
    seedHint: 'The same seed gives the same run',
    epochCount: (p: { count: number }) => `${format.count(p.count)} ${p.count === 1 ? 'epoch' : 'epochs'}`,
    batchCount: (p: { count: number }) =>
      `${format.count(p.count)} ${p.count === 1 ? 'picture' : 'pictures'} a step`,
    optimizerAt: (p: { optimizer: string; rate: string }) => `${p.optimizer}, ${p.rate}`,
    stepsInAll: (p: { count: number }) =>
      `${format.count(p.count)} ${p.count === 1 ? 'step' : 'steps'} in all`,
    device: 'Computed on',
    threads: (p: { device: string; threads: string }) => `${p.device} · ${p.threads} threads`,
  },
  charts: {
    loss: 'Loss',
    accuracy: 'Accuracy',
    epochAxis: 'Epoch',
    now: 'now: ',
    lastEpoch: 'last epoch: ',
    bestEpoch: (p: { epoch: string; value: string }) => `best: epoch ${p.epoch}, ${p.value}`,
    training: (p: { value: string }) => `${p.value} training`,
    validation: (p: { value: string }) => `${p.value} validation`,
    legendRaw: 'training',
    legendTraining: (p: { span: string }) => `training, smoothed over ${p.span} steps`,
    legendValidation: 'validation, each epoch; large: best so far',
    guessing: (p: { value: string }) => `guessing, ${p.value}`,
    label: (p: { title: string; training: string; validation: string }) =>
      `${p.title}: training ${p.training}, validation ${p.validation}. The numbers are in the table below.`,
    table: 'Show as table',
    epoch: 'Epoch',
    trainingLoss: 'Loss',
    trainingAccuracy: 'Accuracy',
    validationLoss: 'Validation loss',
    validationAccuracy: 'Validation accuracy',
    learningRate: 'Rate',
    speed: 'Images/s',
    best: 'best',
    noEpochs: 'The first epoch is not finished yet.',
  },
  end: {
    finished: 'Finished',
    'early-stopped': 'Ended early: the loss did not improve any more',
    stopped: 'Stopped, and the best epoch kept',
    diverged: 'The training diverged',
    failed: 'The training could not go on',
    interrupted: 'The training was interrupted',
    interruptedText:
      'Lenslet was closed or the computer stopped before the run ended. The best epoch was kept.',
    kept: (p: { epoch: string; accuracy: string; split: string }) =>
      `The best epoch is kept: epoch ${p.epoch}, ${p.accuracy} right on the ${p.split} pictures.`,
    stoppedEarly: 'Stopped',
    stepsKept: 'No epoch was finished; what was learnt until then is kept.',
    nothingKept: 'No epoch was finished, so there is nothing to predict with.',
    predict: 'Predict new pictures',
    fewSteps: (p: { count: number }) =>
      `Only ${format.count(p.count)} ${p.count === 1 ? 'step' : 'steps'}: use fewer pictures a step or more epochs.`,
  },
  goOn: {
    action: 'Go on training',
    text: (p: { done: string }) => `${p.done} done. The training goes on from the last checkpoint.`,
    epochs: 'Epochs in all',
    epochsHint: 'With those that are done',
  },
  evaluation: {
    title: 'How good is it on pictures it has never seen?',
    run: (p: { images: string; split: string }) => `Evaluate on the ${p.images} ${p.split} pictures`,
    splits: { train: 'training', validation: 'validation', test: 'test' },
    running: 'Looking at every picture once …',
    accuracy: (p: { images: string; split: string }) => `right, of ${p.images} ${p.split} pictures`,
    top5: (p: { value: string }) => `${p.value} with the right class among the first five`,
    loss: (p: { value: string }) => `loss ${p.value}`,
    confusion: 'What it confuses',
    confusionText: 'Rows: the true class. Columns: what the network says.',
    corner: 'true ↓   says →',
    perClass: 'Class by class',
    class: 'Class',
    images: 'Pictures',
    right: 'Right',
  },
}

export const trainingProblems = {
  'training.busy': (_: Record<string, never>) =>
    'A run is going on already. Stop it first, or wait until it has finished.',
  'training.no-bfloat16': (p: { device: string }) =>
    `${p.device} has no instructions for bfloat16, with which training would be slower than with float32. Choose float32.`,
  'training.too-large': (p: { needed: number; free: number; batch: number }) =>
    p.batch > 0
      ? `Training needs about ${format.bytes(p.needed)} of memory, and ${format.bytes(p.free)} are free. With ${format.count(p.batch)} ${p.batch === 1 ? 'picture' : 'pictures'} a step it fits; or close other programs.`
      : `Training needs about ${format.bytes(p.needed)} of memory, and ${format.bytes(p.free)} are free, which is too little even for one picture a step. Close other programs, or choose a smaller network.`,
  'training.measuring-cancelled': (_: Record<string, never>) => 'Measuring the time was given up.',
  'training.none': (_: Record<string, never>) => 'No run is going on.',
  'training.diverged': (p: { step: number; learningRate: number; layer?: string }) =>
    `The loss became infinite or not a number at step ${p.step}${p.layer ? `; the first layer whose values did is ${p.layer}` : ''}. Start again with a learning rate of ${format.rate(p.learningRate / 10)} instead of ${format.rate(p.learningRate)}. A warm-up of an epoch or gradient clipping to a norm of 1 helps too. If it comes back at any rate, look for damaged pictures.`,
  'training.no-pictures': (p: { split: string }) =>
    `The data set has no pictures in its ${p.split} part. Import it again with another split.`,
  'training.checkpoint-invalid': (p: { path: string; found: string }) =>
    `${p.path} cannot be used: ${p.found}. Nothing else of the run was changed.`,
  'training.checkpoint-replaced': (p: {
    path: string
    found: string
    used: string
    epoch: number
    step: number
  }) =>
    `${p.path} is damaged (${p.found}). The one before it is used: ${p.used}, from step ${format.count(p.step)}, after ${format.count(p.epoch)} ${p.epoch === 1 ? 'epoch' : 'epochs'}.`,
  'training.checkpoint-gone': (p: { run: string }) =>
    `The checkpoint of the run “${p.run}” is not there any more, so it cannot go on. Start a new training.`,
  'training.batch-halved': (p: { from: number; to: number; epoch: number }) =>
    `Memory ran out. The batch is halved from ${format.count(p.from)} to ${format.count(p.to)} pictures, and the training goes on from its last checkpoint, at epoch ${format.decimal(p.epoch, 2)}.`,
  'training.engine-replaced': (p: { reason: string; epoch: number }) =>
    `TensorFlow's process ended unexpectedly (${p.reason}). Another was started, and the training goes on from its last checkpoint, at epoch ${format.decimal(p.epoch, 2)}.`,
  'training.all-epochs-done': (p: { epochs: number }) =>
    `The run has finished all of its epochs, ${format.count(p.epochs)}. To go on, ask for more than that.`,
  'training.ended-early': (p: { epochs: number }) =>
    `The run ended early after ${format.count(p.epochs)} ${p.epochs === 1 ? 'epoch' : 'epochs'}, since its loss did not improve any more: nothing is left to do. To go on all the same, ask for more epochs than that.`,
  'training.fewer-epochs': (p: { epochs: number; done: number }) =>
    `The run has done ${format.count(p.done)} ${p.done === 1 ? 'epoch' : 'epochs'} already, and ${format.count(p.epochs)} in all were asked for. Ask for more than it has done.`,
  'training.would-diverge': (_: Record<string, never>) =>
    'The run diverged, and going on from its checkpoint would take the same steps again. Start a new training with a lower learning rate.',
  'training.elsewhere': (p: { run: string }) =>
    `Another Lenslet is training the run “${p.run}” at this moment. Wait until it has finished, or stop it there.`,
  'training.data-changed': (p: { name: string }) =>
    `The pictures of “${p.name}” are not those that the run learnt from. Import the same pictures again with the same options, or start a new training.`,
}
