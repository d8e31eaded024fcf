import { join } from 'node:path'
import { createDecoder, type Decoder } from './dataset/decode/decoder.ts'
import { createDoctor, type Doctor } from './dataset/doctor/doctor-service.ts'
import { createOriginalColors } from './dataset/doctor/original-colors.ts'
import { examineInThread } from './dataset/doctor/run-examination.ts'
import { createOriginals, type Originals } from './dataset/preview/originals.ts'
import { createPreviews, type Previews } from './dataset/preview/preview-service.ts'
import { createScanAhead, type ScanAhead } from './dataset/preview/scan-ahead.ts'
import { createDatasets, type Datasets } from './dataset/service.ts'
import { createEngine, type Engine } from './engine/engine-service.ts'
import { createExplanations, type Explanations } from './inspection/explanation-service.ts'
import { createFeatureMaps, type FeatureMapsService } from './inspection/feature-maps-service.ts'
import { createNetworksStore, type NetworksStore } from './network/networks-store.ts'
import { createClassify } from './prediction/classify-stored.ts'
import { createPrediction, type Prediction } from './prediction/prediction-service.ts'
import { listRuns } from './runs/list-runs.ts'
import { createRunStore, type RunStore } from './runs/run-store.ts'
import type { RunSummary } from './shared/contract/runs.ts'
import { createPlanning, type Planning } from './training/planning-service.ts'
import { createTraining, type Training } from './training/training-service.ts'

export interface Folders {
  /** Holds everything Lenslet keeps. */
  readonly home: string
  /** The bundled programs of the worker processes. */
  readonly programs: string
  readonly samples: string
  readonly versions: Record<string, string>
}

export interface Services {
  readonly versions: Record<string, string>
  readonly datasets: Datasets
  readonly doctor: Doctor
  readonly originals: Originals
  readonly previews: Previews
  readonly scanAhead: ScanAhead
  readonly decoder: Decoder
  readonly engine: Engine
  readonly networks: NetworksStore
  readonly runs: RunStore
  readonly planning: Planning
  readonly training: Training
  readonly prediction: Prediction
  readonly explanations: Explanations
  readonly featureMaps: FeatureMapsService
  listRuns(): Promise<RunSummary[]>
  close(): Promise<void>
}

/** Everything the window and the command line share. Nothing is started before it is asked for. */
export function createServices(folders: Folders): Services {
  const { home, programs, versions } = folders
  const decoder = createDecoder({ workerFile: join(programs, 'decode-worker.js') })
  // Where the libraries of a graphics card lie, when they are not beside TensorFlow's own.
  const libraryPath = process.env['LENSLET_LIBRARY_PATH']
  const newEngine = () =>
    createEngine({ workerFile: join(programs, 'engine-worker.js'), ...(libraryPath && { libraryPath }) })
  const engine = newEngine()
  const runs = createRunStore(home)
  const datasets = createDatasets({
    home,
    samplesFolder: folders.samples,
    decoder,
    readNeeds: () => runs.records(),
  })
  const planning = createPlanning({ engine, datasets, newEngine })
  const training = createTraining({ engine, runs, datasets, versions, makeRoom: planning.makeRoom })
  const prediction = createPrediction({ engine, runs, datasets, decoder })
  const doctor = createDoctor({
    datasets,
    runExamination: examineInThread(join(programs, 'doctor-thread.js')),
    classify: createClassify({ engine, runs }),
    originalColors: createOriginalColors(datasets, decoder),
  })
  return {
    versions,
    datasets,
    doctor,
    originals: createOriginals({ datasets, decoder }),
    previews: createPreviews({ datasets, decoder }),
    scanAhead: createScanAhead(decoder),
    decoder,
    engine,
    networks: createNetworksStore(home),
    runs,
    planning,
    training,
    prediction,
    explanations: createExplanations({ engine, runs, decoder }),
    featureMaps: createFeatureMaps({ engine, runs, datasets, decoder }),
    listRuns: () => listRuns(runs, training.activeRun()),
    async close() {
      doctor.cancel()
      planning.cancelMeasuring()
      // The engine itself asks a run to stop, waits, and ends its process when it does not.
      await engine.close()
      await training.ended()
      decoder.close()
    },
  }
}
