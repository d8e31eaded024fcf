import { expect, test } from 'vitest'
import { latestWins } from './latest-wins.ts'

test('while one is answered only the newest of the others waits', async () => {
  const sent: number[] = []
  const answers: (() => void)[] = []
  const request = latestWins<number>(input => {
    sent.push(input)
    return new Promise(resolve => answers.push(resolve))
  })
  request(1)
  request(2)
  request(3)
  expect(sent).toEqual([1])
  answers[0]!()
  await Promise.resolve().then(() => Promise.resolve())
  expect(sent).toEqual([1, 3])
})
