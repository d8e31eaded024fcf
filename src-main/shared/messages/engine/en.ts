export const engineProblems = {
  'engine.lost': (p: { reason: string }) =>
    `TensorFlow's process ended unexpectedly (${p.reason}). What was saved is safe; start it again and go on from the last checkpoint.`,
  'engine.failed': (p: { reason: string }) =>
    `TensorFlow reported an error: ${p.reason}. If memory ran out, choose a smaller batch or a smaller network.`,
  'engine.out-of-memory': (p: { reason: string }) =>
    `Memory ran out (${p.reason}). Close other programs, or choose a smaller batch or a smaller network.`,
  'engine.unavailable': (p: { reason: string }) =>
    `TensorFlow could not be loaded: ${p.reason}. Run “npm run setup”, or install Lenslet again.`,
}
