import { ArrowRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RecoveryReport } from '#shared/contract/lifecycle-operations.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Rich } from '../../components/text.tsx'
import styles from './recovery.module.css'

/** What a recovery saved, what not, and where that is kept. */
export function RecoveryReportPanel({ report }: { report: RecoveryReport }) {
  const { workspace } = useApp()
  const t = useTranslator()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const kept = <code>{report.kept_in}</code>
  return (
    <>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {report.recovery === 'set_aside'
            ? t.text('recovery.done.aside')
            : t.text('recovery.done.salvage', { count: report.logs, rows: report.rows })}
        </h1>
      </header>
      {report.lost_logs > 0 && <p>{t.text('recovery.done.lost', { count: report.lost_logs })}</p>}
      <p>
        <Rich message="recovery.done.kept" values={{ folder: kept }} />
      </p>
      <div className={styles.actions}>
        <Button look="primary" onClick={workspace.goOn}>
          {t.text('recovery.done.go')}
          <ArrowRight size={16} aria-hidden="true" />
        </Button>
      </div>
    </>
  )
}
