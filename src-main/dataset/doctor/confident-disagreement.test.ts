import { expect, test } from 'vitest'
import { confidentDisagreements } from './confident-disagreement.ts'

// Labels; the network's most probable class, its probability, and the probability of the label.
const rows = [
  { label: 0, guess: 0, probability: 0.99, own: 0.99 },
  { label: 0, guess: 1, probability: 0.999, own: 0.001 },
  { label: 1, guess: 1, probability: 1, own: 1 },
  { label: 1, guess: 0, probability: 0.96, own: 0.03 },
  { label: 1, guess: 0, probability: 0.6, own: 0.4 },
  { label: 2, guess: 1, probability: 0.97, own: 0.02 },
  { label: 2, guess: 2, probability: 0.9, own: 0.9 },
]

test('a label is doubted where the network is firmly of another class, the firmest first', () => {
  const opinions = {
    pictures: Int32Array.from(rows, (_, place) => place),
    guessed: Uint16Array.from(rows, ({ guess }) => guess),
    probabilities: Float32Array.from(rows, ({ probability }) => probability),
    own: Float32Array.from(rows, ({ own }) => own),
  }
  const labels = rows.map(({ label }) => label)
  expect(confidentDisagreements(opinions, labels, 3)).toEqual([1, 5, 3])
})

test('no less sure than the network is of the class where it is right', () => {
  const labels = [0, 0, 0, 1]
  const opinions = {
    pictures: Int32Array.of(0, 1, 2, 3),
    guessed: Uint16Array.of(0, 0, 0, 0),
    probabilities: Float32Array.of(0.99, 0.99, 0.99, 0.97),
    own: Float32Array.of(0.99, 0.99, 0.99, 0.02),
  }
  expect(confidentDisagreements(opinions, labels, 2)).toEqual([])
})
