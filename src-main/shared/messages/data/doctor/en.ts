import type { Cure, CureLabel, FindingKind, FindingValues, Severity } from '../../../contract/data-doctor.ts'
import { format } from '../../app/en.ts'

type Say<Kind extends FindingKind> = (p: FindingValues[Kind]) => string

const { count, percent } = format
const some = (number: number, one: string, many: string) => `${count(number)} ${number === 1 ? one : many}`
const pictures = (number: number) => some(number, 'picture', 'pictures')
const shown = 5
const names = (list: readonly string[]) =>
  list.length > shown
    ? `${list.slice(0, shown).join(', ')} and ${count(list.length - shown)} more`
    : list.join(', ')

/** Which pictures of the test and validation are known from an earlier part. */
const leaks = ({ test, validation }: { test: number; validation: number }) =>
  [
    test > 0 ? `${pictures(test)} of the test` : '',
    validation > 0 ? `${pictures(validation)} of the validation` : '',
  ]
    .filter(text => text !== '')
    .join(' and ')

const title: { readonly [Kind in FindingKind]: Say<Kind> } = {
  files: p =>
    p.unusable > 0
      ? `${some(p.unusable, 'file', 'files')} could not be used`
      : p.remarked > 0
        ? `${some(p.remarked, 'file was', 'files were')} used with a remark`
        : 'Every picture could be used',
  duplicates: p =>
    p.groups === 0
      ? 'No picture stands twice'
      : `${some(p.groups, 'picture stands', 'pictures stand')} more than once`,
  'duplicates-across-split': p =>
    p.groups === 0
      ? 'Training, validation and test share no picture'
      : `${some(p.groups, 'picture is', 'pictures are')} in two parts of the data`,
  'duplicates-across-classes': p => `${some(p.groups, 'picture is', 'pictures are')} in two classes`,
  'near-duplicates': p => `${some(p.copies, 'near duplicate', 'near duplicates')}`,
  'near-duplicates-across-split': p =>
    `${some(p.groups, 'picture has', 'pictures have')} a near duplicate in another part`,
  blank: p => `${some(p.pictures, 'picture shows', 'pictures show')} nothing`,
  'few-pictures': p => `${some(p.classes.length, 'class has', 'classes have')} very few pictures`,
  balance: p => (p.most <= 2 * p.fewest ? 'Classes are in balance' : 'Classes are out of balance'),
  'no-validation': p => `${some(p.classes.length, 'class has', 'classes have')} no picture for validation`,
  color: p => (p.found === 'grey' ? 'Grey pictures, stored in colour' : 'Colour pictures, stored as grey'),
  'tiny-pictures': p => `${some(p.pictures, 'picture is', 'pictures are')} very small`,
  'far-from-class': p => `${some(p.pictures, 'picture is', 'pictures are')} unlike the rest of the class`,
  'doubtful-labels': p =>
    p.pictures === 0 ? 'No label looks wrong' : `${some(p.pictures, 'label looks', 'labels look')} wrong`,
}

const text: { readonly [Kind in FindingKind]: Say<Kind> } = {
  files: p =>
    p.unusable > 0
      ? 'The list says why; the others were used.'
      : p.remarked > 0
        ? 'The list says what was done with them.'
        : 'No file was damaged or of an unknown kind.',
  duplicates: p =>
    p.groups === 0
      ? 'No two pictures are equal.'
      : `${some(p.copies, 'copy', 'copies')} too many, equal to the last pixel. What stands twice counts twice.`,
  'duplicates-across-split': p =>
    p.groups === 0
      ? 'What is measured was never seen in training.'
      : `${leaks(p)} were seen before: the accuracy there would flatter you.`,
  'duplicates-across-classes': p =>
    `${pictures(p.pictures)} are equal to one of another class. The network can't get both right.`,
  'near-duplicates': p =>
    `${some(p.groups, 'group', 'groups')} of pictures that look the same, perhaps saved anew, scaled or brightened.`,
  'near-duplicates-across-split': p => `${leaks(p)} look like one seen before, which flatters the accuracy.`,
  blank: () => 'They have one colour all over. Nothing can be learnt from them.',
  'few-pictures': p =>
    `Fewer than ${count(p.least)} for training: ${names(p.classes.map(entry => `“${entry.name}” (${count(entry.pictures)})`))}. So few are learnt by heart. Advisable are ${count(p.advisable)} pictures a class, of which 10 are held back for validation: then each of these moves the class's accuracy by 10 %, not more. Add pictures, or merge classes.`,
  balance: p =>
    p.most <= 2 * p.fewest
      ? guessing(p)
      : `For training “${p.largest}” has ${pictures(p.most)}, “${p.smallest}” ${count(p.fewest)}. ${guessing(p)} An accuracy counts from there on.`,
  'no-validation': p => `Nothing tells how well these are learnt: ${names(p.classes)}.`,
  color: p =>
    p.found === 'grey'
      ? 'Prepared as grey, they make the network smaller and faster, and it sees the same.'
      : `Of ${count(p.looked)} originals looked at, most are in colour. If colour tells the classes apart, prepare them anew in colour: that makes another data set, and this one stays.`,
  'tiny-pictures': p =>
    `They were enlarged to twice their size or more, to ${p.height} × ${p.width}. A smaller input would show the network as much.`,
  'far-from-class': p =>
    `They lie at least ${format.decimal(p.times, 1)} times as far from the class's average as is usual in it. Look whether they belong there.`,
  'doubtful-labels': p => {
    const { unseen } = p
    if (!unseen) return learntElsewhere(p)
    if (unseen.examined === 0) return learntFrom(p)
    const learnt = p.examined - unseen.examined
    const heart =
      learnt > 0
        ? ` The other ${pictures(learnt)} it learnt from: a wrong label that it knows by heart does not show.`
        : ''
    const result =
      p.pictures === 0
        ? 'It is firmly of another opinion nowhere.'
        : `It is at least 95 % sure of another class for ${count(unseen.pictures)} of these${learnt > 0 ? ` and ${count(p.pictures - unseen.pictures)} of those it learnt from` : ''}. Look who is right.`
    const first = unseen.examined === 1 ? 'it comes first' : 'they come first'
    return `The network has judged ${pictures(unseen.examined)} of validation and test that it had never seen; ${first}. ${result}${heart}`
  },
}

/** Of labels that the network knew all of. */
const learntFrom = (p: FindingValues['doubtful-labels']) => {
  const all = p.examined === 1 ? 'the only picture' : `the ${pictures(p.examined)}`
  const result =
    p.pictures === 0
      ? `The network is firmly of another opinion about none of the pictures it learnt from, ${count(p.examined)} in all.`
      : `The network is at least 95 % sure of another class for ${p.examined === 1 ? '' : `${count(p.pictures)} of `}${all} it learnt from. Look who is right.`
  return `${result} A wrong label that it knows by heart does not show.`
}

/** Of labels of a data set that is not the one the network learnt from. */
const learntElsewhere = (p: FindingValues['doubtful-labels']) => {
  const result =
    p.pictures === 0
      ? 'It is firmly of another opinion nowhere.'
      : `It is at least 95 % sure of another class for ${count(p.pictures)} of them. Look who is right.`
  return `The network learnt from another data set, and has judged ${pictures(p.examined)} of this one. ${result}`
}

/** Of all pictures in use, whatever their part. */
const guessing = (p: FindingValues['balance']) =>
  `Always guessing “${p.guessed}” is right for ${percent(p.guess)} of all ${pictures(p.pictures)} in use.`

const cure: Readonly<Record<Exclude<Cure['label'], 'add-pictures'>, string>> = {
  'keep-one-each': 'Keep one each',
  'exclude-all': 'Exclude them',
  'exclude-from-training': 'Keep them in the last part only',
  rebalance: 'Rebalance',
  'split-again': 'Split anew',
  'exclude-class': 'Exclude these classes',
  'prepare-in-color': 'Prepare anew in colour',
  'prepare-as-grey': 'Prepare anew as grey',
}
const addPictures = (p: { name: string }) => `Add pictures to “${p.name}”…`

/** Said when it was done. */
const done: Readonly<Record<CureLabel, string>> = {
  'keep-one-each': 'One of each is kept, the copies are excluded.',
  'exclude-all': 'These pictures are excluded.',
  'exclude-from-training': 'Each of them is left in one part only.',
  rebalance: 'The largest classes train on fewer pictures; the rest are excluded.',
  'split-again': 'Training and validation are divided anew.',
  'exclude-class': 'These classes are excluded.',
}

const severity: Readonly<Record<Severity, string>> = {
  good: 'Good',
  note: 'Worth a look',
  warning: 'Warning',
  problem: 'Problem',
}

export const doctor = { finding: { title, text }, cure, addPictures, done, severity }

export const doctorProblems = {
  'data.examination-cancelled': (_: Record<string, never>) =>
    'The examination was cancelled. Start it again whenever you like.',
  'data.no-training-left': (p: { className: string }) =>
    `The class “${p.className}” would be left without a picture to train on. Leave one in training, or exclude the whole class.`,
  'data.class-name-empty': (_: Record<string, never>) => 'A class needs a name. Type one.',
}
