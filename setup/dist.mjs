import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Platform, build as pack } from 'electron-builder'
import config from '../electron-builder.json' with { type: 'json' }
import { build } from './build.mjs'
import { root } from './root.mjs'
import { orExplain, setup } from './setup.mjs'

/** The place of TensorFlow's libraries in the packaged application, where its binding looks for them. */
const librariesIn = 'resources/app.asar.unpacked/node_modules/@tensorflow/tfjs-node-gpu/deps/lib'

const found = await orExplain(async () => {
  const parts = await setup()
  await build()
  return parts
})

// `npm run dist -- --dir` leaves a folder that runs as it is, without an installer.
const target = process.argv.includes('--dir') ? 'dir' : undefined
await pack({
  projectDir: root,
  targets: Platform.current().createTarget(target),
  config: {
    ...config,
    extraFiles: found.tensorflow.libraryPath.map(from => ({ from, to: librariesIn })),
    ...electronParts(found),
    // The application is in app.asar; a launcher's folder beside it would be found first.
    afterPack: ({ appOutDir }) =>
      rm(path.join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
  },
})

/** The Electron that set-up found, where it is not the one that package.json names and the packager fetches itself. */
function electronParts({ electronDist, electronVersion }) {
  const official = path.join(root, 'node_modules', 'electron', 'dist')
  return electronDist === official ? {} : { electronDist, electronVersion }
}
