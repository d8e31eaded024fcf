import { format } from '../app/en.ts'

export const engineProblems = {
  'engine.lost': (p: { reason: string }) =>
    `TensorFlow's process ended unexpectedly (${p.reason}). What was saved is safe; start it again and go on from the last checkpoint.`,
  'engine.failed': (p: { reason: string }) =>
    `TensorFlow reported an error: ${p.reason}. If memory ran out, choose a smaller batch or a smaller network.`,
  'engine.out-of-memory': (p: { reason: string }) =>
    `Memory ran out (${p.reason}). Close other programs, or choose a smaller batch or a smaller network.`,
  'engine.unavailable': (p: { reason: string }) =>
    `TensorFlow could not be loaded: ${p.reason}. Run “npm run setup”, or install Lenslet again.`,
  'engine.no-device': (p: { found: string; known: string }) =>
    `TensorFlow has no device “${p.found}” here. Choose one of these: ${p.known}.`,
  'engine.gpu-other-maker': (_: Record<string, never>) =>
    'The graphics card is by AMD, and TensorFlow can only use those by NVIDIA here. Training runs on the processor.',
  'engine.gpu-no-driver': (p: { driver: string }) =>
    `There is an NVIDIA graphics card, but NVIDIA’s driver is not installed${p.driver === '' ? '' : ` (the system uses “${p.driver}”, which cannot compute)`}. Install the driver from nvidia.com or with the system’s updates, restart the computer, and run “doctor” again.`,
  'engine.gpu-driver-fails': (p: { reason: string }) =>
    `There is an NVIDIA graphics card, but its driver does not answer: ${p.reason}. Restart the computer; if that does not help, install NVIDIA’s driver again.`,
  'engine.gpu-driver-old': (p: { found: string; needed: string }) =>
    `NVIDIA’s driver is too old for this TensorFlow: it is version ${p.found}, and ${p.needed} or later is needed. Update the driver and restart the computer.`,
  'engine.gpu-hidden': (p: { value: string }) =>
    `The environment variable CUDA_VISIBLE_DEVICES is “${p.value}”, which hides the graphics card. Remove it and start Lenslet again.`,
  'engine.gpu-libraries-missing': (p: { libraries: string }) =>
    `The graphics card works, but TensorFlow misses libraries of CUDA${p.libraries === '' ? '' : ` (${p.libraries})`}. Run “npm run setup”, or install the edition of Lenslet for graphics cards.`,
  'engine.gpu-too-old': (p: { found: string; needed: string }) =>
    `The graphics card is too old for this TensorFlow: it has compute capability ${p.found}, and ${p.needed} is needed. Training runs on the processor.`,
  'engine.gpu-edition': (_: Record<string, never>) =>
    'The graphics card works, but this TensorFlow was made for processors only. Run “npm run setup”, or install the edition of Lenslet for graphics cards.',
  'engine.gpu-differs': (p: { device: string; share: number }) =>
    `${p.device} computes other numbers than the processor: the losses of ten steps differ by up to ${format.percent(p.share, 1)}. Update its driver, or train on the processor with “--device cpu”.`,
}
