import { parentPort, workerData } from 'node:worker_threads'
import { fileErrorCode } from '../../shared/file-errors.ts'
import type { ExaminationMessage, ExaminationRequest } from './examination.ts'
import { examineDataset } from './examine-dataset.ts'

/** The program of the doctor's thread: one examination, then it ends. */
const request = workerData as ExaminationRequest
const say = (message: ExaminationMessage) => parentPort?.postMessage(message)

try {
  say(examineDataset(request, say))
} catch (error) {
  const reason = fileErrorCode(error)
  if (reason === undefined) throw error
  say({ kind: 'failed', path: request.folder, reason })
}
