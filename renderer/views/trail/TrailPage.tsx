import { Download } from 'lucide-react'
import { useDelivery } from '../../api/use-delivery.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button } from '../../components/Button.tsx'
import { Field, SelectInput, TextInput } from '../../components/Field.tsx'
import { AuditTable } from './AuditTable.tsx'
import { CHANGES } from './changes.ts'
import { filterOf } from './filter.ts'
import styles from './trail.module.css'
import type { TrailPlace } from './view.ts'

/** Everything that was done to the workspace, by what, model, person and time, and whether the chain is whole. */
export function TrailPage(place: TrailPlace) {
  const { client, navigation } = useApp()
  const t = useTranslator()
  const { busy, deliver } = useDelivery()
  const { data: chain } = useLiveQuery('audit.chain', {}, CHANGES)
  const { data: choices } = useLiveQuery('audit.choices', {}, CHANGES)
  const change = (part: Partial<TrailPlace>) =>
    navigation.go({ view: 'trail', ...place, page: 1, ...part }, 'replace')
  const choice = (label: string, value: string, values: readonly string[], put: (value: string) => void) => (
    <Field label={label}>
      {(control) => (
        <SelectInput {...control} value={value} onChange={(event) => put(event.target.value)}>
          <option value="">{t.text('trail.all')}</option>
          {[...new Set([...values, ...(value === '' ? [] : [value])])].map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
  const day = (label: string, value: string, put: (value: string) => void) => (
    <Field label={label}>
      {(control) => (
        <TextInput {...control} type="date" value={value} onChange={(event) => put(event.target.value)} />
      )}
    </Field>
  )
  return (
    <Page
      title={t.text('view.trail')}
      headline={
        chain === undefined
          ? t.text('view.trail')
          : chain.broken === null
            ? t.text('trail.headline.whole')
            : t.text('storage.chain.broken', { number: chain.broken.sequence })
      }
      actions={
        <Button
          aria-busy={busy}
          onClick={() => deliver(() => client.job('audit.export', filterOf(place)).result)}
        >
          <Download size={16} aria-hidden="true" />
          {t.text('trail.export')}
        </Button>
      }
    >
      <div className={styles.filter}>
        {choice(t.text('trail.kind'), place.kind, choices?.kinds ?? [], (kind) => change({ kind }))}
        {choice(t.text('imports.model'), place.of, choices?.models ?? [], (of) => change({ of }))}
        {choice(t.text('trail.by'), place.by, choices?.people ?? [], (by) => change({ by }))}
        {day(t.text('trail.from'), place.from, (from) => change({ from }))}
        {day(t.text('trail.to'), place.to, (to) => change({ to }))}
      </div>
      <AuditTable filter={filterOf(place)} page={place.page} onPage={(page) => change({ page })} />
    </Page>
  )
}
