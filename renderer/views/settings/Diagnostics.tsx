import { CircleAlert, CircleCheck, CircleDashed, Copy, RotateCw } from 'lucide-react'
import type { DoctorCheck } from '#shared/contract/documents/doctor.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import type { MessageKey } from '../../i18n/english.ts'
import styles from './settings.module.css'

const CHECK = {
  node: 'doctor.node',
  electron: 'doctor.electron',
  browser: 'doctor.browser',
  sqlite: 'doctor.sqlite',
  duckdb: 'doctor.duckdb',
  webgpu: 'doctor.webgpu',
  workers: 'doctor.workers',
  display: 'doctor.display',
} as const satisfies Record<DoctorCheck['name'], MessageKey>

/** What the app is whole without. */
const OPTIONAL: ReadonlySet<DoctorCheck['name']> = new Set(['electron', 'webgpu', 'display'])

/** `driftdesk doctor` on the page: what is there, what is missing, the mend. */
export function Diagnostics() {
  const { notices } = useApp()
  const t = useTranslator()
  const { data, error, loading, reload } = useQuery('app.doctor', {})
  const { data: capabilities } = useQuery('app.capabilities', {})
  const copy = () =>
    navigator.clipboard.writeText(JSON.stringify({ capabilities, doctor: data }, null, 2)).then(
      () => notices.show({ tone: 'info', text: t.text('chart.copied') }),
      () => notices.show({ tone: 'error', text: t.text('copy.refused') }),
    )
  return (
    <section className={styles.section} aria-labelledby="diagnostics">
      <header className={styles.head}>
        <h2 id="diagnostics">{t.text('settings.diagnostics')}</h2>
        <Button small onClick={reload} disabledBecause={loading ? t.text('state.loading') : undefined}>
          <RotateCw size={14} aria-hidden="true" />
          {t.text('settings.again')}
        </Button>
        <Button small look="quiet" onClick={() => void copy()}>
          <Copy size={14} aria-hidden="true" />
          {t.text('settings.copy')}
        </Button>
      </header>
      {capabilities !== undefined && (
        <p className={styles.workspace}>
          {t.text('settings.workspace')} <code>{capabilities.workspace}</code>
        </p>
      )}
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={8} />}
      {data !== undefined && (
        <ul className={styles.checks}>
          {data.checks.map((check) => (
            <li key={check.name} className={styles.check}>
              <CheckIcon check={check} />
              <span className={styles.name}>
                {t.text(CHECK[check.name])}
                <span className="visually-hidden">: {t.text(STATE[stateOf(check)])}</span>
                {stateOf(check) === 'absent' && (
                  <span className={styles.optional} aria-hidden="true">
                    {t.text('doctor.absent')}
                  </span>
                )}
              </span>
              <span className={styles.version}>{check.version}</span>
              <span className={styles.detail}>
                <Said>{check.detail}</Said>{' '}
                {stateOf(check) === 'missing' ? (
                  <strong>
                    <Said>{check.mend}</Said>
                  </strong>
                ) : (
                  <Said>{check.mend}</Said>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type CheckState = 'ok' | 'absent' | 'missing'

const STATE = {
  ok: 'doctor.ok',
  absent: 'doctor.absent',
  missing: 'doctor.missing',
} as const satisfies Record<CheckState, MessageKey>

function stateOf({ ok, name }: DoctorCheck): CheckState {
  return ok ? 'ok' : OPTIONAL.has(name) ? 'absent' : 'missing'
}

function CheckIcon({ check }: { check: DoctorCheck }) {
  switch (stateOf(check)) {
    case 'ok':
      return <CircleCheck size={16} className={styles.good} aria-hidden="true" />
    case 'absent':
      return <CircleDashed size={16} className={styles.absent} aria-hidden="true" />
    case 'missing':
      return <CircleAlert size={16} className={styles.bad} aria-hidden="true" />
  }
}
