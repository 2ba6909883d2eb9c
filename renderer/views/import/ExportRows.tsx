import { Download } from 'lucide-react'
import { useState } from 'react'
import type { ImportedLog } from '#shared/contract/documents/log.ts'
import type { ExportFormat } from '#shared/contract/log-operations.ts'
import { useDelivery } from '../../api/use-delivery.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Field, TextInput } from '../../components/Field.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import styles from './import.module.css'
import { type SelectionDraft, windowOfDraft } from './row-selection.ts'

const EMPTY: SelectionDraft = { kind: 'all', from: '', to: '', first: '', last: '' }
const PROBLEM = { order: 'import.export.order', rows: 'import.export.rows.bad' } as const

/** Any rows of an import as a file. */
export function ExportRows({ log }: { log: ImportedLog }) {
  const { client } = useApp()
  const t = useTranslator()
  const [draft, setDraft] = useState(EMPTY)
  const [format, setFormat] = useState<ExportFormat>('parquet')
  const { busy, deliver } = useDelivery()
  const chosen = windowOfDraft(draft, log.rows)
  const problem = 'problem' in chosen ? t.text(PROBLEM[chosen.problem]) : undefined
  const change = (part: Partial<SelectionDraft>) => setDraft((now) => ({ ...now, ...part }))
  const save = () => {
    if (!('window' in chosen)) return
    const { window } = chosen
    deliver(() => client.job('log.export', { dataset: log.dataset, window, format }).result)
  }
  return (
    <section className={styles.section} aria-labelledby="export">
      <h2 id="export">{t.text('import.export')}</h2>
      <div className={styles.exportForm}>
        <Segmented
          label={t.text('import.export.which')}
          value={draft.kind}
          options={[
            { value: 'all', label: t.text('import.export.all') },
            ...(log.time_range === null
              ? []
              : [{ value: 'time' as const, label: t.text('import.export.time') }]),
            { value: 'rows', label: t.text('import.export.rows') },
          ]}
          onChange={(kind) => change({ kind })}
        />
        {draft.kind === 'time' && (
          <div className={styles.pair}>
            <Field label={t.text('import.export.from')} fault={problem}>
              {(control) => (
                <TextInput
                  {...control}
                  type="datetime-local"
                  value={draft.from}
                  onChange={(event) => change({ from: event.target.value })}
                />
              )}
            </Field>
            <Field label={t.text('import.export.to')}>
              {(control) => (
                <TextInput
                  {...control}
                  type="datetime-local"
                  value={draft.to}
                  onChange={(event) => change({ to: event.target.value })}
                />
              )}
            </Field>
          </div>
        )}
        {draft.kind === 'rows' && (
          <div className={styles.pair}>
            <Field label={t.text('import.export.first')} fault={problem}>
              {(control) => (
                <TextInput
                  {...control}
                  inputMode="numeric"
                  value={draft.first}
                  placeholder="1"
                  onChange={(event) => change({ first: event.target.value.trim() })}
                />
              )}
            </Field>
            <Field label={t.text('import.export.last')}>
              {(control) => (
                <TextInput
                  {...control}
                  inputMode="numeric"
                  value={draft.last}
                  placeholder={String(log.rows)}
                  onChange={(event) => change({ last: event.target.value.trim() })}
                />
              )}
            </Field>
          </div>
        )}
        <div className={styles.exportLine}>
          <Segmented
            label={t.text('import.export.format')}
            value={format}
            options={[
              { value: 'parquet', label: 'Parquet' },
              { value: 'csv', label: 'CSV' },
              { value: 'arrow', label: 'Arrow' },
            ]}
            onChange={(next) => setFormat(next)}
          />
          <Button
            aria-busy={busy}
            disabledBecause={busy ? t.text('import.export.busy') : problem}
            onClick={save}
          >
            <Download size={16} aria-hidden="true" />
            {t.text('import.export.do')}
          </Button>
        </div>
      </div>
    </section>
  )
}
