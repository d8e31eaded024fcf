import { format } from '../app/en.ts'

export const inspection = {
  open: 'What the layers do',
  title: (p: { network: string }) => `What the layers of ${p.network} do`,
  random: (p: { seed: number }) =>
    `The weights are random, as before training (seed ${p.seed}). Each map is drawn from its smallest value, black, to its largest, white.`,
  learnt:
    'With the best weights of this run. Each map is drawn from its smallest value, black, to its largest, white.',
  picture: 'The picture',
  another: 'Another picture',
  fromFile: 'A picture from a file',
  otherWeights: 'Other random weights',
  layer: 'Layer',
  computing: 'The picture goes through the network …',
  drop: 'Look at this picture',
  noPictureTitle: 'Which picture shall go through the network?',
  noPicture:
    'Drop a picture here or choose one from a file. With a data set whose pictures fit this network, its own pictures are offered too.',
  map: (p: { number: number }) => `Map ${format.count(p.number)}`,
  range: (p: { least: string; largest: string }) => `${p.least} to ${p.largest}`,
  units: (p: { count: number }) => `All ${format.count(p.count)} units, row by row`,
  step: {
    title: (p: { number: number }) => `How map ${p.number} comes about`,
    text: 'Click a place of the map, or move it with the arrow keys: the kernel lies on the window that is marked on the left.',
    source: 'Map that is read',
    reads: (p: { map: string }) => `${p.map}, which the kernel reads`,
    position: (p: { row: number; column: number }) =>
      `Row ${p.row}, column ${p.column}. The arrow keys move the place.`,
    unit: (p: { number: number }) => `Unit ${p.number}. The arrow keys choose another.`,
    products: 'Value × weight, at each place of the window',
    padding: 'padding',
    sum: 'Sum of these products',
    others: (p: { count: number }) =>
      `Sum over ${p.count === 1 ? 'the other map' : `the ${p.count} other maps`}`,
    bias: 'Bias',
    total: 'Together',
    output: (p: { activation: string }) => `After ${p.activation}`,
  },
}

export const inspectionProblems = {
  'inspection.no-maps': (p: { network: string }) =>
    `“${p.network}” has no convolution whose maps have an extent, so Grad-CAM has nothing to show. Occlusion works with every network.`,
  'inspection.no-class': (p: { found: string; known: string }) =>
    `The run knows no class “${p.found}”. It knows: ${p.known}.`,
  'inspection.cancelled': (_: Record<string, never>) => 'This picture was not looked at to the end.',
  'inspection.too-large': (p: { bytes: number; most: number }) =>
    `What the layers give for one picture would take ${format.bytes(p.bytes)}; up to ${format.bytes(p.most)} can be shown. Use smaller pictures or fewer filters.`,
  'inspection.gone': (_: Record<string, never>) =>
    'These feature maps are no longer kept. Choose the picture again.',
}
