import { Worker } from 'node:worker_threads'
import { failure, type Result, success } from '../../shared/result.ts'
import type { ExaminationMessage, ExaminationRequest } from './examination.ts'

type Done = Extract<ExaminationMessage, { kind: 'done' }>

export interface ExaminationHooks {
  readonly onProgress: (progress: { done: number; total: number }) => void
  readonly signal: AbortSignal
}

/** Runs an examination in a thread of its own; ended at once by the signal, with `data.examination-cancelled`. */
export type RunExamination = (request: ExaminationRequest, hooks: ExaminationHooks) => Promise<Result<Done>>

/** `program`: the thread's bundled program. */
export const examineInThread =
  (program: string): RunExamination =>
  (request, { onProgress, signal }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return resolve(failure('data.examination-cancelled', {}))
      const thread = new Worker(program, { workerData: request })
      const end = (result: Result<Done>) => {
        resolve(result)
        signal.removeEventListener('abort', cancel)
        void thread.terminate()
      }
      const cancel = () => end(failure('data.examination-cancelled', {}))
      signal.addEventListener('abort', cancel)
      thread.on('message', (message: ExaminationMessage) => {
        if (message.kind === 'progress') onProgress(message)
        else if (message.kind === 'done') end(success(message))
        else end(failure('data.pictures-unreadable', { path: message.path, reason: message.reason }))
      })
      thread.on('error', reject)
      thread.on('exit', code => reject(new Error(`the doctor's thread ended with ${code}`)))
    })
