import type { DatasetStatistics, Finding, FindingKind, Severity } from '../../shared/contract/data-doctor.ts'
import type { Comparable } from './comparable.ts'
import { classFindings } from './findings/classes.ts'
import { duplicateFindings } from './findings/duplicates.ts'
import { farFromClass } from './findings/far-from-class.ts'
import { pictureFindings } from './findings/pictures.ts'
import { takeStatistics } from './statistics.ts'
import type { Found, Listing, Subject } from './subject.ts'

export interface Diagnosis {
  readonly findings: readonly Finding[]
  readonly listings: ReadonlyMap<FindingKind, Listing>
  readonly statistics: DatasetStatistics
}

const severities: readonly Severity[] = ['problem', 'warning', 'note', 'good']

/** The most severe first. */
export const bySeverity = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))

/** Everything that can be said of a data set without a network. `picture` reads one to be compared. */
export function diagnose(
  subject: Subject,
  picture: (index: number) => Comparable,
  onProgress: (share: number) => void = () => {},
): Diagnosis {
  const found = [
    files(subject),
    ...duplicateFindings(subject, picture, onProgress),
    ...pictureFindings(subject),
    ...classFindings(subject),
    ...farFromClass(subject),
  ]
  const findings = found.map(({ finding }) => finding)
  return {
    findings: bySeverity(findings),
    listings: new Map(found.flatMap(({ finding, listing }) => (listing ? [[finding.kind, listing]] : []))),
    statistics: takeStatistics(subject),
  }
}

function files({ files: values }: Subject): Found {
  const severity = values.unusable > 0 ? 'warning' : values.remarked > 0 ? 'note' : 'good'
  return { finding: { kind: 'files', severity, groups: 0, values, cures: [] } }
}
