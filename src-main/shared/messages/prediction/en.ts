import { format } from '../app/en.ts'

export const prediction = {
  title: 'Predict',
  clear: 'Clear',
  subtitle: (p: { run: string; accuracy: string; split: string }) =>
    `${p.run} · ${p.accuracy} right on the ${p.split} pictures`,
  run: 'Run',
  mode: 'What to predict',
  pictures: 'Pictures',
  draw: 'Draw',
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose folder',
  drop: 'Drop pictures here',
  dropText: 'Single pictures or whole folders. They stay where they are, and nothing leaves this computer.',
  progress: (p: { done: string; total: string }) => `${p.done} of ${p.total} pictures`,
  progressLabel: 'Predicting',
  preparing: 'Looking for pictures …',
  list: 'Predicted pictures',
  count: (p: { count: number }) => `${format.count(p.count)} ${p.count === 1 ? 'picture' : 'pictures'}`,
  unreadable: (p: { count: string }) => `${p.count} could not be used`,
  runOn: (p: { run: string; data: string }) => `${p.run} · ${p.data}`,
  /** How often each class was the first answer, most often first; `more`: classes left out. */
  answers: (p: { counts: readonly { label: string; count: number }[]; more: number }) =>
    [
      ...p.counts.map(({ label, count }) => `${format.count(count)} ${label}`),
      ...(p.more > 0 ? [`${format.count(p.more)} ${p.more === 1 ? 'class' : 'classes'} more`] : []),
    ].join(', '),
  added: (p: { count: number }) => `${format.count(p.count)} new on top`,
  order: 'Order',
  orders: { came: 'as they came', unsure: 'least certain first' },
  seen: 'The picture as the network saw it',
  seenAlt: (p: { name: string }) => `${p.name}, as the network saw it`,
  says: 'What it says',
  empty: {
    noRun: 'No trained network yet',
    noRunText: 'Train a network first; its best epoch then predicts new pictures.',
    toTrain: 'Go to training',
  },
  pad: {
    title: 'Draw',
    label:
      'Drawing pad. Draw with the mouse, a pen or a finger; or move the pen with the arrow keys and put it down and up with Space.',
    hint: 'Arrow keys move the pen, Space puts it down and lifts it.',
    undo: 'Undo stroke',
    seen: 'The drawing as the network saw it',
    caption: (p: { size: string }) =>
      `Made like the MNIST digits: the ink is scaled to 20 × 20 pixels and centred by its mass in 28 × 28; then prepared like the training pictures: ${p.size}.`,
    waiting: 'Draw something; the answer follows the pen.',
    notDrawings: (p: { data: string }) =>
      `This network learnt from “${p.data}”; it will call any drawing one of its classes.`,
  },
}

export const predictionProblems = {
  'prediction.no-pictures': (p: { found: string }) =>
    `No pictures were found in ${p.found}. Choose picture files, or a folder that holds some.`,
  'prediction.cancelled': (_: Record<string, never>) => 'The prediction was cancelled.',
  'prediction.other-classes': (p: { needed: string; found: string }) =>
    `The network knows the classes ${p.needed}, and this data set has ${p.found}. Choose a data set with the same classes.`,
}
