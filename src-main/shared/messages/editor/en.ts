export const editor = {
  view: {
    larger: 'Larger',
    smaller: 'Smaller',
    fit: 'Show all of it',
    save: 'Save figure',
    formats: { svg: 'As SVG, for print', png: 'As PNG, for a report' },
  },
  mine: {
    importTitle: 'Open a network from a file',
    fileKinds: { json: 'Network', svg: 'SVG drawing', png: 'PNG picture' },
  },
}

export const editorProblems = {
  'networks.name-taken': (p: { name: string }) =>
    `There is already a network “${p.name}” among yours. Give this one another name.`,
  'networks.gone': (_: object) =>
    'This network is no longer there: its file was removed. Save the one on the screen to keep it.',
}
