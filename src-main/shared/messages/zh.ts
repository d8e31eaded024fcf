import { app, appProblems, duration, format } from './app/zh.ts'
import { cli, cliProblems } from './cli/zh.ts'
import { data, dataProblems } from './data/zh.ts'
import { editor, editorProblems } from './editor/zh.ts'
import { engineProblems } from './engine/zh.ts'
import { inspection, inspectionProblems } from './inspection/zh.ts'
import type { Messages } from './messages.ts'
import { network, networkProblems } from './network/zh.ts'
import { prediction, predictionProblems } from './prediction/zh.ts'
import { runProblems, runs } from './runs/zh.ts'
import { training, trainingProblems } from './training/zh.ts'

export const zh = {
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
} satisfies Messages
