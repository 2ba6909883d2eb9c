import { X } from 'lucide-react'
import type { QualityFinding, QualitySeverity } from '#shared/contract/documents/drift.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { SEVERITIES_DOWN } from './board.ts'
import styles from './quality.module.css'
import { SEVERITY_LABEL, SeverityMark } from './severity.tsx'

/** Narrows the findings by severity; each choice says how many there are. */
export function SeverityFilter({
  run,
  page,
  findings,
  severities,
}: {
  run: RunId
  page: number
  findings: readonly QualityFinding[]
  severities: readonly QualitySeverity[]
}) {
  const { navigation } = useApp()
  const t = useTranslator()
  const show = (wanted: readonly QualitySeverity[]) =>
    navigation.go({ view: 'quality', run, page, severities: wanted }, 'replace')
  return (
    <fieldset className={styles.chips}>
      <legend className="visually-hidden">{t.text('board.filter')}</legend>
      {SEVERITIES_DOWN.map((severity) => {
        const count = findings.filter((finding) => finding.severity === severity).length
        const pressed = severities.includes(severity)
        if (count === 0 && !pressed) return null
        return (
          <button
            key={severity}
            type="button"
            className={styles.chip}
            aria-pressed={pressed}
            onClick={() =>
              show(pressed ? severities.filter((other) => other !== severity) : [...severities, severity])
            }
          >
            <SeverityMark severity={severity} size={12} />
            {t.text(SEVERITY_LABEL[severity])} <span className={styles.count}>{t.numbers.count(count)}</span>
          </button>
        )
      })}
      {severities.length > 0 && (
        <Button small look="quiet" onClick={() => show([])}>
          <X size={14} aria-hidden="true" />
          {t.text('filter.clear')}
        </Button>
      )}
    </fieldset>
  )
}
