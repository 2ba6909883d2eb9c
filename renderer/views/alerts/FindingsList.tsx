import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Result } from '#shared/contract/operations.ts'
import { useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import styles from './alerts.module.css'

/** What is wrong with the text of rules, or with the rules in it, each with the walk that shows it. */
export function FindingsList({ check }: { check: Result<'alerts.check'> | undefined }) {
  const t = useTranslator()
  if (check === undefined) return null
  const { faults, findings } = check
  if (faults.length + findings.length === 0) {
    return (
      <p className={styles.clean}>
        <CircleCheck size={16} aria-hidden="true" />
        {t.text('alerts.rules.clean')}
      </p>
    )
  }
  return (
    <ul className={styles.findings} aria-label={t.text('alerts.rules.findings')}>
      {faults.map(({ line, column, what }) => (
        <li key={`${line}:${column}:${what}`} className={styles.fault}>
          <OctagonAlert size={16} aria-hidden="true" />
          <span>{t.text('breakers.lint.place', { line, column, what: t.said(what).text })}</span>
        </li>
      ))}
      {findings.map(({ code, severity, where, explanation, counterexample }) => (
        <li
          key={`${code}:${where}:${explanation}`}
          className={severity === 'error' ? styles.fault : styles.warning}
        >
          {severity === 'error' ? (
            <OctagonAlert size={16} aria-hidden="true" />
          ) : (
            <TriangleAlert size={16} aria-hidden="true" />
          )}
          <details>
            <summary>
              <code>{code}</code> <code className={styles.quiet}>{where}</code> <Said>{explanation}</Said>
            </summary>
            <ol>
              {counterexample.map(({ after_seconds, what, state }) => (
                <li key={`${after_seconds} ${what} ${state}`}>
                  {t.numbers.duration(after_seconds)}: <Said>{what}</Said> → <code>{state}</code>
                </li>
              ))}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  )
}
