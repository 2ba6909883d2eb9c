import type { QualitySeverity } from '#shared/contract/documents/drift.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { VerdictMark } from '../../components/VerdictMark.tsx'
import type { MessageKey } from '../../i18n/english.ts'

export const SEVERITY_LABEL = {
  high: 'severity.high',
  moderate: 'severity.moderate',
  low: 'severity.low',
  info: 'severity.info',
} as const satisfies Record<QualitySeverity, MessageKey>

const MARK: Readonly<Record<QualitySeverity, Verdict>> = {
  high: 'high',
  moderate: 'moderate',
  low: 'low',
  info: 'none',
}

/** Shape and colour of a severity, the same as those of a verdict. Decoration; the word goes beside it. */
export function SeverityMark({ severity, size }: { severity: QualitySeverity; size?: number }) {
  return <VerdictMark verdict={MARK[severity]} {...(size === undefined ? {} : { size })} />
}
