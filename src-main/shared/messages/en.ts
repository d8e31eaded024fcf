import { app, appProblems, duration, format } from './app/en.ts'
import { cli, cliProblems } from './cli/en.ts'
import { data, dataProblems } from './data/en.ts'
import { editor, editorProblems } from './editor/en.ts'
import { engineProblems } from './engine/en.ts'
import { inspection, inspectionProblems } from './inspection/en.ts'
import { network, networkProblems } from './network/en.ts'
import { prediction, predictionProblems } from './prediction/en.ts'
import { runProblems, runs } from './runs/en.ts'
import { training, trainingProblems } from './training/en.ts'

export const en = {
  format,
  duration,
  app,
  cli,
  data,
  editor,
  inspection,
  network,
  prediction,
  runs,
  training,
  problems: {
    ...appProblems,
    ...cliProblems,
    ...dataProblems,
    ...editorProblems,
    ...engineProblems,
    ...inspectionProblems,
    ...networkProblems,
    ...predictionProblems,
    ...runProblems,
    ...trainingProblems,
  },
}
