import { type ReactNode, useId } from 'react'
import { useStore } from 'zustand'
import { SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import type { MappedColumn, Preparation } from '../../stores/preparation.ts'
import styles from './mapping.module.css'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** What else a comparison can be told: its name, the rule of its verdicts, what to split by, the zone of times. */
export function Options({ columns }: { columns: readonly MappedColumn[] }) {
  const { comparison } = useApp()
  const t = useTranslator()
  const preparation = useStore(comparison)
  const policy = SEVERITY_POLICIES.find(({ name }) => name === preparation.policy)
  const splitting = columns.filter(({ guess }) => guess.kind === 'categorical' || guess.kind === 'boolean')
  return (
    <div className={styles.options}>
      <Field label={t.text('mapping.name')}>
        {(id) => (
          <input
            id={id}
            className={styles.input}
            value={preparation.title}
            maxLength={300}
            placeholder={defaultTitle(preparation)}
            dir="auto"
            onChange={(event) => comparison.change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t.text('mapping.policy')} hint={policy?.summary}>
        {(id) => (
          <select
            id={id}
            className={styles.input}
            value={preparation.policy}
            onChange={(event) => comparison.change({ policy: event.target.value })}
          >
            {SEVERITY_POLICIES.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t.text('mapping.by')}>
        {(id) => (
          <select
            id={id}
            className={styles.input}
            value={preparation.by ?? ''}
            onChange={(event) =>
              comparison.change({ by: event.target.value === '' ? null : event.target.value })
            }
          >
            <option value="">{t.text('mapping.by.none')}</option>
            {splitting.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t.text('mapping.zone')}>
        {(id) => (
          <select
            id={id}
            className={styles.input}
            value={preparation.timezone ?? 'UTC'}
            onChange={(event) =>
              comparison.change({ timezone: event.target.value === 'UTC' ? null : event.target.value })
            }
          >
            {ZONES.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}

function Field({
  label,
  hint,
  children,
}: {
  label: string
  hint?: string | undefined
  children(id: string): ReactNode
}) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && (
        <p className={styles.hint}>
          <Said>{hint}</Said>
        </p>
      )}
    </div>
  )
}

function defaultTitle({ mode, reference, current }: Preparation): string {
  const files = mode === 'pair' ? [...reference.files, ...current.files] : reference.files
  return files
    .slice(0, 2)
    .map((file) => file.name)
    .join(', ')
}
