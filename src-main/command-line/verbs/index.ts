import type { Verb } from '../verb.ts'
import { bench } from './bench.ts'
import { compile } from './compile.ts'
import { datasets } from './datasets.ts'
import { doctor } from './doctor.ts'
import { evaluate } from './evaluate.ts'
import { explain } from './explain.ts'
import { importPictures } from './import.ts'
import { inspect } from './inspect.ts'
import { networks } from './networks.ts'
import { predict } from './predict.ts'
import { resume } from './resume.ts'
import { runs } from './runs.ts'
import { train } from './train.ts'

export const verbs: Readonly<Record<string, Verb>> = {
  doctor,
  import: importPictures,
  datasets,
  networks,
  inspect,
  compile,
  train,
  resume,
  evaluate,
  predict,
  explain,
  runs,
  bench,
}
