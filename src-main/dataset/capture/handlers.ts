import { z } from 'zod'
import type { Handlers, Schemas } from '../../ipc/handlers.ts'
import type { CaptureRequests } from '../../shared/contract/data-capture.ts'
import { failure, success } from '../../shared/result.ts'
import { keepCaptures } from './keep-captures.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const png = z
  .instanceof(Uint8Array)
  .refine(bytes => bytes.length < 64e6 && signature.every((byte, place) => bytes[place] === byte), {
    error: 'no PNG file',
  })

export const captureSchemas: Schemas<CaptureRequests> = {
  'data:allow-camera': z.strictObject({ allowed: z.boolean() }),
  'data:keep-captures': z.strictObject({
    bursts: z
      .array(
        z.strictObject({
          className: z.string().trim().min(1).max(200),
          pictures: z.array(png).min(1).max(1000),
        }),
      )
      .min(1)
      .max(10_000),
  }),
}

/** Pictures that a person takes. `allowCamera`: opens or shuts it for the window; false: the system refuses. */
export const captureHandlers = (parts: {
  home: string
  allowCamera: (allowed: boolean) => Promise<boolean>
}): Handlers<CaptureRequests> => ({
  'data:allow-camera': async ({ allowed }) =>
    (await parts.allowCamera(allowed)) ? success(null) : failure('data.camera-denied', {}),
  'data:keep-captures': ({ bursts }) => keepCaptures(parts.home, bursts, new Date()),
})
