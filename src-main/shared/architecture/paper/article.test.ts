import { describe, expect, it } from 'vitest'
import { messagesFor } from '../../messages/messages.ts'
import { applyEdit } from '../edits.ts'
import { answerFourQuestions } from '../four-questions.ts'
import { presets } from '../presets/index.ts'
import { summarize } from '../summary.ts'
import { articleClaims, sayClaim } from './article-claims.ts'
import { articleNotes } from './article-notes.ts'

describe('where the article and the paper differ', () => {
  it('AlexNet has both strides one edit away, with what each makes of the map', () => {
    const [second, third] = articleNotes(presets['alexnet-article'].spec, 1000)
    expect(second).toMatchObject({
      layer: 'conv2',
      property: 'stride',
      reads: { height: 27 },
      article: { value: 2, isChosen: true, gives: { height: 14 } },
      paper: { value: 1, isChosen: false, gives: { height: 27 } },
    })
    const papers = [second!, third!].reduce(
      (spec, { paper }) => applyEdit(spec, paper.edit),
      presets['alexnet-article'].spec,
    )
    expect(summarize(papers, 1000).parameters).toBe(60_965_224)
    expect(articleNotes(papers, 1000).every(({ paper }) => paper.isChosen)).toBe(true)
  })

  it('LeNet has the 64 units of the article and the 84 of F6 one edit away, in each of its presets', () => {
    const parameters = (['lenet-article', 'lenet-modern'] as const).map(id => {
      const [{ article, paper }] = articleNotes(presets[id].spec, 10) as [
        ReturnType<typeof articleNotes>[number],
      ]
      return [article, paper].map(({ edit }) => summarize(applyEdit(presets[id].spec, edit), 10).parameters)
    })
    expect(parameters).toEqual([
      [59_086, 61_706],
      [59_086, 61_706],
    ])
    expect(articleNotes(presets['lenet-5'].spec, 10)[0]?.paper).toMatchObject({ value: 84, isChosen: true })
  })

  it('VGG has none', () => {
    expect(articleNotes(presets['vgg-16'].spec, 1000)).toEqual([])
  })
})

describe('what the article says of whole networks', () => {
  it('is counted', () => {
    const messages = messagesFor('en')
    const said = articleClaims(messages).map(claim => sayClaim(messages, claim))
    expect(said).toEqual([
      expect.stringContaining('59,086'),
      'The article gives AlexNet pictures of 224 × 224 and first maps of 55 × 55; 55 needs padding 2, or pictures of 227 × 227. Without padding, 224 gives 54.',
      expect.stringMatching(/2 towers.* 60,965,224 .*1\.45 GFLOPs.* 62,378,344 and 2\.27 GFLOPs/),
      expect.stringContaining('13 convolutional and 3 dense layers, 16 together, and 138,357,544 parameters'),
      expect.stringContaining('11 × 11, 5 × 5, 3 × 3, 3 × 3, 3 × 3, VGG’s only 3 × 3.'),
      expect.stringMatching(
        /32 × 32, AlexNet 224 × 224 and VGG 224 × 224; .* 0\.828 MFLOPs, 1\.45 GFLOPs, 30\.9 GFLOPs/,
      ),
    ])
  })

  it('in four questions is answered from the network itself', () => {
    expect(answerFourQuestions(presets.alexnet.spec, 1000)).toMatchObject({
      structure: { convolutions: 5, dense: 3, poolings: 3, others: 4, towers: 2 },
      parameters: 60_965_224,
      kernels: [
        { kernel: { height: 11 }, layers: ['conv1'], filters: [96] },
        { kernel: { height: 5 }, layers: ['conv2'], filters: [256] },
        { kernel: { height: 3 }, layers: ['conv3', 'conv4', 'conv5'], filters: [384, 384, 256] },
      ],
      use: { input: { height: 224, width: 224, channels: 3 }, flops: 1_448_813_632 },
    })
    const { denseShare } = answerFourQuestions(presets['vgg-16'].spec, 1000)
    // 123,642,856 of 138,357,544: the dense layers of Simonyan and Zisserman's network D.
    expect(denseShare).toBeCloseTo(123_642_856 / 138_357_544, 10)
  })
})
