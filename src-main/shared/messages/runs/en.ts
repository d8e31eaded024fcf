export const runs = {
  title: 'Runs',
  subtitle: 'Every run is kept with its data, its network, its settings and its curves.',
  table: {
    name: 'Name',
    created: 'Started',
    epochs: 'Epochs',
    best: 'Best validation',
    phase: 'State',
    actions: 'Actions',
  },
  epochs: (p: { done: string; of: string }) => `${p.done} of ${p.of}`,
  phases: {
    running: 'training now',
    interrupted: 'interrupted',
    finished: 'finished',
    'early-stopped': 'ended early',
    stopped: 'stopped',
    diverged: 'diverged',
    failed: 'failed',
  },
  none: '–',
  tested: (p: { accuracy: string; split: string }) => `${p.accuracy} on ${p.split}`,
  predict: 'Predict with it',
  curves: 'Show curves',
  remove: 'Remove',
  actionFor: (p: { action: string; run: string }) => `${p.action}: ${p.run}`,
  confirm: {
    title: (p: { run: string }) => `Remove “${p.run}”?`,
    text: 'Its weights, its curves and its settings are deleted. The pictures stay.',
    remove: 'Remove the run',
  },
  empty: {
    title: 'No runs yet',
    text: 'Each training is kept here, so that you can come back to it.',
    toNetwork: 'Choose a network',
  },
}

export const runProblems = {
  'runs.data-gone': (p: { run: string; name: string }) =>
    `The pictures of “${p.name}”, on which the run “${p.run}” learnt, are not in Lenslet any more. Import the same pictures again with the same options, and it can be evaluated and trained on.`,
  'runs.not-found': (p: { id: string }) => `There is no run “${p.id}”. Choose one of the list.`,
  'runs.not-trained': (p: { id: string }) =>
    `The run “${p.id}” has no weights yet: it ended before its first epoch was saved. Train it for at least one epoch.`,
  'runs.damaged': (p: { id: string; found: string }) =>
    `The record of the run “${p.id}” is damaged: ${p.found}.`,
}
