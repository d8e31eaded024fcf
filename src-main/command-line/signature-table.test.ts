import { expect, it } from 'vitest'
import { messagesFor } from '../shared/messages/messages.ts'
import { allSignatures, briefSignatures } from './signature-table.ts'

const kernel = { name: 'conv1/kernel', dtype: 'float32', shape: [5, 5, 1, 6] }
const signatures = {
  predict: {
    inputs: [{ name: 'images', dtype: 'uint8', shape: [-1, 28, 28, 1] }],
    outputs: [{ name: 'probabilities', dtype: 'float32', shape: [-1, 10] }],
  },
  write: { inputs: Array.from({ length: 120 }, () => kernel), outputs: [] },
}

it('is brief however many tensors there are, and tells all where asked', () => {
  const brief = briefSignatures(signatures, messagesFor('en').cli.compiled)
  expect(brief.split('\n')).toEqual([
    'signature  takes                        gives',
    'predict    images uint8 [?, 28, 28, 1]  probabilities float32 [?, 10]',
    'write      120 tensors                  –',
    expect.stringContaining('--verbose'),
  ])
  expect(allSignatures(signatures).split('\n')).toHaveLength(122)
})
