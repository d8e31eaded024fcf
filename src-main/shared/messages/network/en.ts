export const network = {
  title: 'Network',
  train: 'Train this network',
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
  'network.no-output': (p: { layer: string }) =>
    `The network must end in a dense layer with one unit for each class; it ends in ${p.layer === '' ? 'nothing' : p.layer}.`,
  'network.unknown': (p: { found: string; known: string }) =>
    `There is no network “${p.found}”. Name one of ${p.known}, or a file with a network.`,
  'network.invalid-file': (p: { path: string; found: string }) =>
    `${p.path} does not describe a network: ${p.found}.`,
  'network.data-mismatch': (p: { needed: string; found: string }) =>
    `The network reads pictures of ${p.needed}, and the data set holds ${p.found}. Import the pictures again at ${p.needed}, or choose another network.`,
}
