import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Result } from '#shared/contract/operations.ts'
import { useTranslator } from '../app/context.ts'
import styles from './lint.module.css'
import { Said } from './Said.tsx'

type Check = Pick<Result<'alerts.check'> | Result<'breakers.check'>, 'faults' | 'findings'>

/** What is wrong with a text, or with the policy or the rules in it, each with the walk that shows it. */
export function LintFindings({
  check,
  name,
  clean,
}: {
  readonly check: Check | undefined
  /** Of the list, for those who do not see it. */
  readonly name: string
  /** What is said when nothing is wrong. */
  readonly clean: string
}) {
  const t = useTranslator()
  if (check === undefined) return null
  const { faults, findings } = check
  if (faults.length + findings.length === 0) {
    return (
      <p className={styles.clean}>
        <CircleCheck size={16} aria-hidden="true" />
        {clean}
      </p>
    )
  }
  return (
    <ul className={styles.findings} aria-label={name}>
      {faults.map(({ line, column, what }) => (
        <li key={`${line}:${column}:${what}`} className={styles.error}>
          <OctagonAlert size={16} aria-hidden="true" />
          <span>{t.text('lint.place', { line, column, what: t.said(what).text })}</span>
        </li>
      ))}
      {findings.map(({ code, severity, where, explanation, counterexample }) => (
        <li
          key={`${code}:${where}:${explanation}`}
          className={severity === 'error' ? styles.error : styles.warning}
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
            <ol className={styles.steps}>
              {counterexample.map(({ after_seconds, what, state }) => (
                <li key={`${after_seconds} ${what} ${state}`}>
                  {t.numbers.duration(after_seconds)}: <Said>{what}</Said> → <Said>{state}</Said>
                </li>
              ))}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  )
}
