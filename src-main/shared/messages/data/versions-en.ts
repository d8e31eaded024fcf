import { assertNever } from '../../assert-never.ts'
import type { DependentRun, MadeChange } from '../../contract/data-changes.ts'
import { format } from '../app/en.ts'

const pictures = (count: number) => `${format.count(count)} ${count === 1 ? 'picture' : 'pictures'}`
const quoted = (names: readonly string[]) => names.map(name => `“${name}”`).join(', ')
const parts = { train: 'training', validation: 'validation', test: 'test' }

/** What a change made of the version before; null: an import made the first. */
function changed(change: MadeChange | null): string {
  if (change === null) return 'Imported'
  switch (change.kind) {
    case 'add':
      return `Added ${pictures(change.pictures)}${change.className === undefined ? '' : ` to “${change.className}”`}`
    case 'exclude':
      return `Excluded ${pictures(change.pictures)}`
    case 'include':
      return `Took ${pictures(change.pictures)} back into use`
    case 'relabel':
      return `Gave ${pictures(change.pictures)} the class “${change.className}”`
    case 'move':
      return `Moved ${pictures(change.pictures)} to ${parts[change.part]}`
    case 'rename-class':
      return `Renamed the class “${change.className}” to “${change.to}”`
    case 'merge-classes':
      return `Merged ${quoted(change.from)} into “${change.into}”`
    case 'rebalance':
      return `Limited every class to ${pictures(change.most)} for training`
    case 'split':
      return `Split anew: ${format.percent(change.validation, 0)} for validation, ${format.percent(change.test, 0)} for the test, seed ${change.seed}${change.together === 'name-prefix' ? ', series kept together' : ''}`
    case 'take-over':
      return `Took over classes and parts of ${pictures(change.pictures)} from “${change.from}”${change.fresh === 0 ? '' : `; ${format.count(change.fresh)} ${change.fresh === 1 ? 'was' : 'were'} not in it`}${change.gone === 0 ? '' : `; ${format.count(change.gone)} of it could not be found again`}`
    case 'rename':
      return `Renamed the data set to “${change.name}”`
    default:
      return assertNever(change)
  }
}

export const versions = {
  title: 'Versions',
  button: (p: { number: number }) => `Version ${format.count(p.number)}`,
  titleOf: (p: { name: string }) => `Versions of “${p.name}”`,
  note: 'Every change makes a new version and leaves the others as they are. Lenslet keeps those that a run needs; the others go when it is started again.',
  changed,
  pictures: (p: { images: number; excluded: number }) =>
    `${pictures(p.images)}${p.excluded === 0 ? '' : `, ${format.count(p.excluded)} of them not in use`}`,
  current: 'in use',
  runs: (p: { runs: readonly DependentRun[] }) => `Needed by ${quoted(p.runs.map(({ name }) => name))}`,
  look: 'Look',
  lookAt: (p: { number: number }) => `Look at version ${format.count(p.number)}`,
  back: 'Back to this version',
  backTo: (p: { number: number }) => `Back to version ${format.count(p.number)}`,
  backHow: 'It becomes the one in use. The later versions stay in this list until Lenslet is started again.',
  titleAt: (p: { name: string; number: number }) => `“${p.name}”, version ${format.count(p.number)}`,
  open: (p: { name: string }) => `Show the pictures that the run learnt from: ${p.name}`,
}
