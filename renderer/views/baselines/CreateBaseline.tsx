import { useState } from 'react'
import type { BaselineView } from '#shared/contract/documents/baseline.ts'
import type { ImportedLog } from '#shared/contract/documents/log.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { Params } from '#shared/contract/operations.ts'
import type { FileReference } from '#shared/contract/sources.ts'
import type { BaselineId, DatasetId } from '#shared/domain/ids.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Field, SelectInput, TextInput } from '../../components/Field.tsx'
import { FilePicker } from '../../components/FilePicker.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { type SelectionDraft, windowOfDraft } from '../import/row-selection.ts'
import styles from './baselines.module.css'

type Source = Params<'baselines.create'>['source']
type Kind = Source['kind']

const WHOLE: SelectionDraft = { kind: 'all', from: '', to: '', first: '', last: '' }

/** Freezes rows as a baseline: stored logs or a time range of them, files, or one that another model knows. */
export function CreateBaseline({
  model,
  saved,
  onClose,
}: {
  model: string
  /** Baselines of other models. */
  saved: readonly BaselineView[]
  onClose(): void
}) {
  const { client } = useApp()
  const t = useTranslator()
  const { data } = useLiveQuery('datasets.list', { model }, ['logs.changed'])
  // A log of labels has nothing that could be compared.
  const logs = (data?.datasets ?? []).filter((log) => !log.is_labels && log.rows > 0)
  const [kind, setKind] = useState<Kind>('logs')
  const [name, setName] = useState('')
  const [left, setLeft] = useState<ReadonlySet<DatasetId>>(new Set())
  const [range, setRange] = useState(WHOLE)
  const [files, setFiles] = useState<readonly FileReference[]>([])
  const [known, setKnown] = useState<BaselineId | null>(null)
  const [use, setUse] = useState(true)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)

  const source = sourceOf()
  const blocked = busy
    ? t.text('baselines.creating')
    : typeof source === 'string'
      ? t.text(source)
      : undefined

  function sourceOf():
    | Source
    | 'baselines.missing.logs'
    | 'baselines.missing.files'
    | 'baselines.missing.saved'
    | 'import.export.order' {
    switch (kind) {
      case 'logs': {
        const datasets = logs.map(({ dataset }) => dataset).filter((dataset) => !left.has(dataset))
        const chosen = windowOfDraft(range, 0)
        if (datasets.length === 0) return 'baselines.missing.logs'
        return 'window' in chosen ? { kind, datasets, window: chosen.window } : 'import.export.order'
      }
      case 'files':
        return files.length === 0
          ? 'baselines.missing.files'
          : { kind, files: files.map(({ token }) => token) }
      case 'saved':
        return known === null ? 'baselines.missing.saved' : { kind, baseline: known }
    }
  }
  const create = async () => {
    if (typeof source === 'string') return
    setBusy(true)
    setError(null)
    try {
      const title = name.trim() === '' ? {} : { name: name.trim() }
      const { baseline } = await client.job('baselines.create', { model, source, ...title }).result
      if (use) await client.job('baselines.use', { model, baseline }).result
      onClose()
    } catch (failure) {
      setError(toErrorShape(failure))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog title={t.text('baselines.create')} onClose={onClose}>
      <div className={styles.form}>
        <Segmented
          label={t.text('baselines.from')}
          value={kind}
          options={[
            { value: 'logs', label: t.text('baselines.from.logs') },
            { value: 'files', label: t.text('baselines.from.files') },
            { value: 'saved', label: t.text('baselines.from.saved') },
          ]}
          onChange={(next) => setKind(next)}
        />
        {kind === 'logs' &&
          (data === undefined ? (
            <Skeleton lines={3} />
          ) : (
            <LogChoice logs={logs} left={left} onLeft={setLeft} range={range} onRange={setRange} />
          ))}
        {kind === 'files' && (
          <>
            <p className={styles.hint}>{t.text('baselines.files.hint')}</p>
            <FilePicker label={t.text('baselines.files')} files={files} onChange={setFiles} />
          </>
        )}
        {kind === 'saved' && (
          <Field
            label={t.text('baselines.saved')}
            hint={saved.length === 0 ? t.text('baselines.saved.none') : undefined}
          >
            {(control) => (
              <SelectInput
                {...control}
                value={known ?? ''}
                onChange={(event) =>
                  setKnown(saved.find(({ baseline }) => baseline === event.target.value)?.baseline ?? null)
                }
              >
                <option value="">{t.text('baselines.saved.choose')}</option>
                {saved.map((one) => (
                  <option key={`${one.model} ${one.baseline}`} value={one.baseline}>
                    {`${one.name} · ${one.model} · ${one.baseline.slice(0, 12)}`}
                  </option>
                ))}
              </SelectInput>
            )}
          </Field>
        )}
        <Field label={t.text('baselines.name')} hint={t.text('baselines.name.hint')}>
          {(control) => (
            <TextInput
              {...control}
              value={name}
              maxLength={300}
              dir="auto"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <label className={styles.check}>
          <input type="checkbox" checked={use} onChange={(event) => setUse(event.target.checked)} />
          {t.text('baselines.use.after')}
        </label>
        {error !== null && <ErrorPanel error={error} />}
        <div className={styles.actions}>
          {busy && <p role="status">{t.text('baselines.creating')}</p>}
          <Button onClick={onClose}>{t.text(busy ? 'imports.background' : 'action.cancel')}</Button>
          <Button look="primary" aria-busy={busy} disabledBecause={blocked} onClick={() => void create()}>
            {t.text('baselines.create.do')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function LogChoice({
  logs,
  left,
  onLeft,
  range,
  onRange,
}: {
  logs: readonly ImportedLog[]
  /** Logs that are left out. */
  left: ReadonlySet<DatasetId>
  onLeft(left: ReadonlySet<DatasetId>): void
  range: SelectionDraft
  onRange(range: SelectionDraft): void
}) {
  const t = useTranslator()
  const timed = logs.some((log) => log.time_range !== null)
  const toggle = (dataset: DatasetId) => {
    const next = new Set(left)
    if (!next.delete(dataset)) next.add(dataset)
    onLeft(next)
  }
  return (
    <>
      <fieldset className={styles.logs}>
        <legend>{t.text('baselines.logs')}</legend>
        {logs.length === 0 && <p className={styles.hint}>{t.text('imports.none')}</p>}
        {logs.map((log) => (
          <label key={log.dataset} className={styles.check}>
            <input type="checkbox" checked={!left.has(log.dataset)} onChange={() => toggle(log.dataset)} />
            <span>
              <DataName>{log.name}</DataName>{' '}
              <span className={styles.hint}>
                {t.text('rows', { count: log.rows })}
                {log.time_range !== null &&
                  ` · ${t.text('time.range', { range: t.numbers.timeRange(...log.time_range) })}`}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {timed && (
        <>
          <Segmented
            label={t.text('import.export.which')}
            value={range.kind}
            options={[
              { value: 'all', label: t.text('import.export.all') },
              { value: 'time', label: t.text('import.export.time') },
            ]}
            onChange={(next) => onRange({ ...range, kind: next })}
          />
          {range.kind === 'time' && (
            <div className={styles.pair}>
              <Field label={t.text('import.export.from')}>
                {(control) => (
                  <TextInput
                    {...control}
                    type="datetime-local"
                    value={range.from}
                    onChange={(event) => onRange({ ...range, from: event.target.value })}
                  />
                )}
              </Field>
              <Field label={t.text('import.export.to')}>
                {(control) => (
                  <TextInput
                    {...control}
                    type="datetime-local"
                    value={range.to}
                    onChange={(event) => onRange({ ...range, to: event.target.value })}
                  />
                )}
              </Field>
            </div>
          )}
        </>
      )}
    </>
  )
}
