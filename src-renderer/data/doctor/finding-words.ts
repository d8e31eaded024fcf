import type { Cure, Finding, FindingKind } from '../../../src-main/shared/contract/data-doctor.ts'
import type { Messages } from '../../../src-main/shared/messages/messages.ts'

type Sayings = Readonly<Record<FindingKind, (values: Finding['values']) => string>>

/** The finding in a few words. */
export const findingTitle = ({ data }: Messages, { kind, values }: Finding): string =>
  (data.doctor.finding.title as unknown as Sayings)[kind](values)

/** What it means. */
export const findingText = ({ data }: Messages, { kind, values }: Finding): string =>
  (data.doctor.finding.text as unknown as Sayings)[kind](values)

/** What a cure's button says. */
export const cureText = ({ data: { doctor } }: Messages, cure: Cure): string =>
  cure.label === 'add-pictures' ? doctor.addPictures({ name: cure.className }) : doctor.cure[cure.label]
