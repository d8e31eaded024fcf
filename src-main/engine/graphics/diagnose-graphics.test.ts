import { describe, expect, it } from 'vitest'
import { diagnoseGraphics } from './diagnose-graphics.ts'
import type { GraphicsEvidence } from './evidence.ts'

const table = (driver: string, cuda: string) =>
  `+-----------------------------------------------------------------------------+
| NVIDIA-SMI ${driver}       Driver Version: ${driver}       CUDA Version: ${cuda}     |
|-------------------------------+----------------------+----------------------+`

const nvidia = { maker: 'nvidia', driver: 'nvidia' } as const
const works: GraphicsEvidence = {
  cards: [nvidia],
  nvidiaSmi: { succeeded: true, text: table('550.54.15', '12.4') },
  visibleDevices: null,
  tensorflow: { version: '2.21.0', usesCard: false, log: '' },
}
const said = (log: string, version = '2.21.0') => ({
  ...works,
  tensorflow: { version, usesCard: false, log },
})

/** Lines as TensorFlow 2.8, 2.12 and 2.17 write them, shortened behind the part that is read. */
const missingLibraries = `2022-07-10 15:08:09.276131: W tensorflow/stream_executor/platform/default/dso_loader.cc:64] Could not load dynamic library 'libcusolver.so.11'; dlerror: libcusolver.so.11: cannot open shared object file
2022-07-10 15:08:09.276131: W tensorflow/stream_executor/platform/default/dso_loader.cc:64] Could not load dynamic library 'libcudnn.so.8'; dlerror: libcudnn.so.8: cannot open shared object file
2022-07-10 15:08:09.276917: W tensorflow/core/common_runtime/gpu/gpu_device.cc:1850] Cannot dlopen some GPU libraries. Please make sure the missing libraries mentioned above are installed properly
Skipping registering GPU devices...`
const noNames =
  'W0000 00:00:1740000000.000000   12345 gpu_device.cc:2344] Cannot dlopen some GPU libraries. Please make sure the missing libraries mentioned above are installed properly'
const oldCard =
  'I tensorflow/core/common_runtime/gpu/gpu_device.cc:1835] Ignoring visible gpu device (device: 0, name: GeForce GT 610, pci bus id: 0000:01:00.0, compute capability: 2.1) with Cuda compute capability 2.1. The minimum required Cuda capability is 3.5.'
const refused =
  'E external/local_xla/xla/stream_executor/cuda/cuda_driver.cc:266] failed call to cuInit: CUDA_ERROR_UNKNOWN: unknown error'

describe('why no graphics card is used', () => {
  it('is no question where one is, or where there is none', () => {
    expect(
      diagnoseGraphics({ ...works, tensorflow: { ...works.tensorflow, usesCard: true } }),
    ).toBeUndefined()
    expect(diagnoseGraphics({ ...works, cards: [], nvidiaSmi: null })).toBeUndefined()
  })

  const cases: [string, GraphicsEvidence, object][] = [
    [
      'a maker that TensorFlow does not know',
      { ...works, cards: [{ maker: 'amd', driver: 'amdgpu' }], nvidiaSmi: null },
      { code: 'engine.gpu-other-maker' },
    ],
    [
      'no driver',
      { ...works, cards: [{ maker: 'nvidia', driver: 'nouveau' }], nvidiaSmi: null },
      { code: 'engine.gpu-no-driver', params: { driver: 'nouveau' } },
    ],
    [
      'a driver that is installed and does not run',
      {
        ...works,
        nvidiaSmi: {
          succeeded: false,
          text: 'Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 535.183\n',
        },
      },
      {
        code: 'engine.gpu-driver-fails',
        params: { reason: 'Failed to initialize NVML: Driver/library version mismatch' },
      },
    ],
    [
      'a driver too old for CUDA 12',
      { ...works, nvidiaSmi: { succeeded: true, text: table('470.82.01', '11.4') } },
      { code: 'engine.gpu-driver-old', params: { found: '470.82.01', needed: '525' } },
    ],
    [
      'cards that are hidden',
      { ...works, visibleDevices: '-1' },
      { code: 'engine.gpu-hidden', params: { value: '-1' } },
    ],
    [
      'missing libraries',
      said(missingLibraries, '2.9.1'),
      {
        code: 'engine.gpu-libraries-missing',
        params: { libraries: 'libcusolver.so.11, libcudnn.so.8' },
      },
    ],
    [
      'missing libraries that are not named',
      said(noNames),
      { code: 'engine.gpu-libraries-missing', params: { libraries: '' } },
    ],
    [
      'a card too old',
      said(oldCard),
      { code: 'engine.gpu-too-old', params: { found: '2.1', needed: '3.5' } },
    ],
    [
      'a driver that refuses',
      said(refused),
      { code: 'engine.gpu-driver-fails', params: { reason: 'CUDA_ERROR_UNKNOWN: unknown error' } },
    ],
    ['the edition for processors', works, { code: 'engine.gpu-edition' }],
    [
      'the edition for processors in a virtual machine',
      { ...works, cards: [] },
      { code: 'engine.gpu-edition' },
    ],
  ]

  it.each(cases)('is said to be %s', (_name, evidence, found) => {
    expect(diagnoseGraphics(evidence)).toMatchObject(found)
  })

  it('is not an old driver where TensorFlow asks for less', () => {
    const old = { ...works, nvidiaSmi: { succeeded: true, text: table('470.82.01', '11.4') } }
    expect(diagnoseGraphics({ ...old, tensorflow: { ...works.tensorflow, version: '2.9.1' } })).toMatchObject(
      {
        code: 'engine.gpu-edition',
      },
    )
  })
})
