import type { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/messages.ts'
import { answerFourQuestions } from '../four-questions.ts'
import { presets } from '../presets/index.ts'

type ClaimMessages = typeof en.network.article.claims

/** What the article says of a whole network, beside what comes out of it. */
export type ArticleClaim = {
  [Code in keyof ClaimMessages]: { readonly code: Code; readonly params: Parameters<ClaimMessages[Code]>[0] }
}[keyof ClaimMessages]

/** The claims of the article about LeNet, AlexNet and VGG-16 that can be counted, counted. */
export function articleClaims(): readonly ArticleClaim[] {
  const of = (id: 'lenet-article' | 'alexnet' | 'vgg-16') =>
    answerFourQuestions(presets[id].spec, id === 'lenet-article' ? 10 : 1000)
  const [lenet, alexnet, vgg] = [of('lenet-article'), of('alexnet'), of('vgg-16')]
  const { convolutions, dense } = vgg.structure
  const sides = (answers: typeof vgg) =>
    answers.kernels.flatMap(({ kernel, layers }) => layers.map(() => kernel.height))
  return [
    { code: 'lenet-parameters', params: { parameters: lenet.parameters } },
    { code: 'vgg-layers', params: { convolutions, dense, parameters: vgg.parameters } },
    { code: 'kernels', params: { alexnet: sides(alexnet), vgg: [...new Set(sides(vgg))] } },
  ]
}

export function sayClaim({ network }: Messages, { code, params }: ArticleClaim): string {
  const say = network.article.claims[code] as (params: ArticleClaim['params']) => string
  return say(params)
}
