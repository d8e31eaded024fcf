import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import protobuf from 'protobufjs'

/** TensorFlow's messages as tfjs-node describes them; field names stay as written there. */
export function loadMessages(): protobuf.Root {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-node-gpu/package.json')
  const source = readFileSync(join(dirname(entry), 'src/proto/api.proto'), 'utf8')
  return protobuf.parse(source, { keepCase: true }).root
}
