export const prediction = {
  title: 'Predict',
  clear: 'Clear',
}

export const predictionProblems = {
  'prediction.no-pictures': (p: { found: string }) =>
    `No pictures were found in ${p.found}. Choose picture files, or a folder that holds some.`,
  'prediction.cancelled': (_: Record<string, never>) => 'The prediction was cancelled.',
}
