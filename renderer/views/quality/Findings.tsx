import type { DriftDocument, QualityFinding } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import { DataName } from '../../components/text.tsx'
import { formatRoute, type Route } from '../../stores/routes.ts'
import type { QualityGroup } from './board.ts'
import styles from './quality.module.css'
import { SEVERITY_LABEL, SeverityMark } from './severity.tsx'

/** The findings of one group, each with its severity, its column and its sentence. */
export function Findings({
  run,
  group,
  findings,
  document,
}: {
  run: RunId
  group: QualityGroup
  findings: readonly QualityFinding[]
  document: DriftDocument
}) {
  const t = useTranslator()
  return (
    <div className={styles.group}>
      <h3 id={`findings-${group}`} tabIndex={-1} className={styles.groupName}>
        {t.text(`board.${group}`)}
      </h3>
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.column} ${finding.detail}`} className={styles.finding}>
            <span className={styles.severity}>
              <SeverityMark severity={finding.severity} />
              {t.text(SEVERITY_LABEL[finding.severity])}
            </span>
            <span className={styles.subject}>
              <Subject run={run} group={group} column={finding.column} document={document} />
            </span>
            <span className={styles.detail}>
              <Said>{finding.detail}</Said>
            </span>
            <code className={styles.code}>{finding.code}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a finding is about; a link where the column has a page of its own. */
function Subject({
  run,
  group,
  column,
  document,
}: {
  run: RunId
  group: QualityGroup
  column: string | null
  document: DriftDocument
}) {
  const t = useTranslator()
  if (column === null) return t.text('quality.log')
  const compared = document.columns.some(({ name }) => name === column)
  // Times are not compared like other columns; what they say is in the view over time.
  const overTime = group === 'time' || group === 'volume'
  if (!compared && !overTime) return <DataName clip>{column}</DataName>
  const route: Route = compared
    ? { view: 'column', run, column }
    : { view: 'time', run, order: 'severity', column: null, at: null }
  return (
    <a href={formatRoute(route)}>
      <DataName clip>{column}</DataName>
    </a>
  )
}
