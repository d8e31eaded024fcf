export interface CaptureRequests {
  /** Whether this window may use the camera (never the microphone); asks the system where that has a say. `data.camera-denied`. */
  'data:allow-camera': { params: { allowed: boolean }; result: null }
  /**
   * Stores pictures from the camera or the clipboard (PNG files' bytes) under `<home>/captures`, so that they can be imported like any
   * others. The names of one burst begin alike: `burst-<session>-<burst>_001.png`.
   */
  'data:keep-captures': { params: { bursts: readonly CapturedBurst[] }; result: KeptCaptures }
}

/** Pictures taken in one go, which resemble each other. */
export interface CapturedBurst {
  readonly className: string
  readonly pictures: readonly Uint8Array[]
}

export interface KeptCaptures {
  /** Holds a folder a class. */
  readonly folder: string
  readonly classes: readonly { readonly name: string; readonly folder: string }[]
}

export const captureRequestNames = [
  'data:allow-camera',
  'data:keep-captures',
] as const satisfies readonly (keyof CaptureRequests)[]
