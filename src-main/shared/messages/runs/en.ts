export const runs = {
  title: 'Runs',
}

export const runProblems = {
  'runs.not-found': (p: { id: string }) => `There is no run “${p.id}”. Choose one of the list.`,
  'runs.not-trained': (p: { id: string }) =>
    `The run “${p.id}” has no weights yet: it ended before its first epoch was saved. Train it for at least one epoch.`,
  'runs.damaged': (p: { id: string; found: string }) =>
    `The record of the run “${p.id}” is damaged: ${p.found}.`,
}
