import type { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/messages.ts'
import { flopsText } from '../../messages/network/words.ts'
import { answerFourQuestions } from '../four-questions.ts'
import { outputLength } from '../output-length.ts'
import { presets } from '../presets/index.ts'
import type { ArchitectureSpec } from '../spec.ts'
import { summarize } from '../summary.ts'

type ClaimMessages = typeof en.network.article.claims

/** What the article says of a whole network, beside what comes out of it. */
export type ArticleClaim = {
  [Code in keyof ClaimMessages]: { readonly code: Code; readonly params: Parameters<ClaimMessages[Code]>[0] }
}[keyof ClaimMessages]

/** The claims of the article about LeNet, AlexNet and VGG-16 that can be counted, counted. */
export function articleClaims(messages: Messages): readonly ArticleClaim[] {
  const flopsOf = (flops: number) => flopsText(messages, flops)
  const of = (id: 'lenet-article' | 'alexnet' | 'vgg-16') =>
    answerFourQuestions(presets[id].spec, id === 'lenet-article' ? 10 : 1000)
  const oneTower = summarize(presets['alexnet-one-tower'].spec, 1000)
  const [lenet, alexnet, vgg] = [of('lenet-article'), of('alexnet'), of('vgg-16')]
  const { convolutions, dense } = vgg.structure
  const sides = (answers: typeof vgg) =>
    answers.kernels.flatMap(({ kernel, layers }) => layers.map(() => kernel.height))
  return [
    { code: 'lenet-parameters', params: { parameters: lenet.parameters } },
    { code: 'alexnet-input', params: inputOf(presets.alexnet.spec) },
    {
      code: 'alexnet-towers',
      params: {
        towers: alexnet.structure.towers,
        parameters: alexnet.parameters,
        flops: flopsOf(alexnet.use.flops),
        oneParameters: oneTower.parameters,
        oneFlops: flopsOf(oneTower.flops),
      },
    },
    { code: 'vgg-layers', params: { convolutions, dense, parameters: vgg.parameters } },
    { code: 'kernels', params: { alexnet: sides(alexnet), vgg: [...new Set(sides(vgg))] } },
    {
      code: 'use',
      params: {
        lenet: lenet.use.input.height,
        alexnet: alexnet.use.input.height,
        vgg: vgg.use.input.height,
        flops: [flopsOf(lenet.use.flops), flopsOf(alexnet.use.flops), flopsOf(vgg.use.flops)],
      },
    },
  ]
}

/** What the first convolution makes of the picture without padding and with its own, and the picture that needs none. */
function inputOf({ input, layers: [first] }: ArchitectureSpec) {
  if (first?.kind !== 'conv2d') throw new Error('AlexNet begins with a convolution')
  const { kernel, stride, padding } = first
  const gives = (around: number) => outputLength(input.height, kernel.height, stride.height, around)
  const padded = gives(padding.height)
  const larger = (padded - 1) * stride.height + kernel.height
  return { input: input.height, padding: padding.height, bare: gives(0), padded, larger }
}

export function sayClaim({ network }: Messages, { code, params }: ArticleClaim): string {
  const say = network.article.claims[code] as (params: ArticleClaim['params']) => string
  return say(params)
}
