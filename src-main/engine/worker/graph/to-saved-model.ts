import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Graph } from './ir.ts'
import { loadMessages } from './protobuf.ts'
import type { Signature } from './signature.ts'
import { tensorInfo, toGraphDef } from './to-graphdef.ts'

export interface SavedModelSource {
  readonly graph: Graph
  readonly signatures: Readonly<Partial<Record<string, Signature>>>
}

/** Writes `folder`/saved_model.pb, tagged `serve`. There is no variables/ folder: `init` or `write` gives the variables their values. */
export async function writeSavedModel(source: SavedModelSource, folder: string): Promise<void> {
  const messages = loadMessages().lookupType('tensorflow.SavedModel')
  const signatures = Object.entries(source.signatures).flatMap(([name, signature]) =>
    signature ? [[name, signatureDef(signature)] as const] : [],
  )
  const model = {
    saved_model_schema_version: 1,
    meta_graphs: [
      {
        meta_info_def: { tags: ['serve'], tensorflow_version: '2.9.1' },
        graph_def: toGraphDef(source.graph),
        signature_def: Object.fromEntries(signatures),
      },
    ],
  }
  const fault = messages.verify(model)
  if (fault) throw new Error(`the SavedModel is malformed: ${fault}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'saved_model.pb'), messages.encode(messages.create(model)).finish())
}

const signatureDef = ({ inputs, outputs }: Signature) => ({
  inputs: infos(inputs),
  outputs: infos(outputs),
  method_name: 'tensorflow/serving/predict',
})

const infos = (tensors: Signature['inputs']) =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensorInfo(tensor)]))
