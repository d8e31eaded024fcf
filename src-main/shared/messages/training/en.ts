export const training = {
  title: 'Train',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop and keep best',
}

export const trainingProblems = {
  'training.busy': (_: Record<string, never>) =>
    'A run is going on already. Stop it first, or wait until it has finished.',
  'training.none': (_: Record<string, never>) => 'No run is going on.',
  'training.diverged': (p: { step: number; learningRate: number }) =>
    `The loss became infinite or not a number at step ${p.step}. The best epoch before it was kept. Start again with a learning rate lower than ${p.learningRate}.`,
  'training.no-pictures': (p: { split: string }) =>
    `The data set has no pictures in its ${p.split} part. Import it again with another split.`,
  'training.checkpoint-invalid': (p: { path: string; found: string }) =>
    `${p.path} cannot be used: ${p.found}. Nothing else of the run was changed.`,
}
