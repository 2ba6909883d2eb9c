import { Save } from 'lucide-react'
import { useState } from 'react'
import type { ImportedLog, ModelMapping } from '#shared/contract/documents/log.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { TASKS } from '#shared/domain/columns.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { useViewAction } from '../../commands/view-actions.ts'
import { Button } from '../../components/Button.tsx'
import { Field, SelectInput, TextInput } from '../../components/Field.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import { columnsOf, draftOf, type MappingDraft, mappingOf, sameDraft } from './draft.ts'
import styles from './model-mapping.module.css'
import { RolesTable } from './RolesTable.tsx'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
const TASK = {
  binary: 'task.binary',
  multiclass: 'task.multiclass',
  regression: 'task.regression',
  ranking: 'task.ranking',
} as const

/** What the columns of a model's logs mean, for every import to come. */
export function ModelMappingPage({ model }: { model: string }) {
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('mappings.get', { model }, ['logs.changed'])
  const logs = useLiveQuery('datasets.list', { model }, ['logs.changed']).data?.datasets ?? []
  if (data !== undefined)
    return <Editor key={JSON.stringify(data.chosen)} saved={data} logs={logs} onSaved={reload} />
  return (
    <Page title={t.text('view.modelMapping')} headline={t.text('view.modelMapping')}>
      {error === undefined ? <Skeleton lines={10} /> : <ErrorPanel error={error} onRetry={reload} />}
    </Page>
  )
}

function Editor({
  saved,
  logs,
  onSaved,
}: {
  saved: ModelMapping
  /** The newest first. */
  logs: readonly ImportedLog[]
  onSaved(): void
}) {
  const { client, undo } = useApp()
  const t = useTranslator()
  const before = draftOf(saved.chosen)
  const [draft, setDraft] = useState<MappingDraft>(before)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorShape | null>(null)
  const { model } = saved
  const change = (part: Partial<MappingDraft>) => setDraft((now) => ({ ...now, ...part }))
  const columns = columnsOf(saved, logs)
  const unchanged = sameDraft(draft, before)

  const put = async (next: MappingDraft) => {
    await client.command('mappings.set', { model, mapping: mappingOf(next) })
    onSaved()
  }
  const save = () => {
    setBusy(true)
    setError(null)
    put(draft)
      .then(
        () =>
          undo.add({
            text: (words) => words.text('undo.mapping', { model }),
            undo: () => put(before),
            redo: () => put(draft),
            announced: true,
          }),
        (failure: unknown) => setError(toErrorShape(failure)),
      )
      .finally(() => setBusy(false))
  }
  const blocked = busy
    ? t.text('modelMapping.saving')
    : unchanged
      ? t.text('modelMapping.unchanged')
      : undefined
  useViewAction('run', blocked === undefined ? save : undefined)

  const chosen = Object.keys(draft.roles).length
  const name = <DataName>{model}</DataName>
  return (
    <Page
      title={t.text('view.modelMapping')}
      headline={
        <Rich
          message={chosen === 0 ? 'modelMapping.headline.guessed' : 'modelMapping.headline'}
          count={chosen}
          values={{ model: name, count: t.numbers.count(chosen), columns: t.numbers.count(columns.length) }}
        />
      }
      actions={
        <>
          {!unchanged && <Button onClick={() => setDraft(before)}>{t.text('modelMapping.discard')}</Button>}
          <Button look="primary" aria-busy={busy} disabledBecause={blocked} onClick={save}>
            <Save size={16} aria-hidden="true" />
            {t.text('modelMapping.save')}
          </Button>
        </>
      }
    >
      <p className={styles.about}>
        {t.text('modelMapping.about')}{' '}
        <a href={formatRoute({ view: 'imports', of: model })}>{t.text('modelMapping.imports')}</a>
      </p>
      {error !== null && <ErrorPanel error={error} />}
      <div className={styles.options}>
        <Field label={t.text('modelMapping.task')}>
          {(control) => (
            <SelectInput
              {...control}
              value={draft.task ?? ''}
              onChange={(event) =>
                change({ task: TASKS.find((task) => task === event.target.value) ?? null })
              }
            >
              <option value="">{t.text('modelMapping.guess')}</option>
              {TASKS.map((task) => (
                <option key={task} value={task}>
                  {t.text(TASK[task])}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        <Field label={t.text('modelMapping.positive')} hint={t.text('modelMapping.positive.hint')}>
          {(control) => (
            <TextInput
              {...control}
              value={draft.positive}
              maxLength={1_000}
              dir="auto"
              placeholder={t.text('modelMapping.guess')}
              onChange={(event) => change({ positive: event.target.value })}
            />
          )}
        </Field>
        <Field label={t.text('mapping.zone')}>
          {(control) => (
            <SelectInput
              {...control}
              value={draft.timezone ?? 'UTC'}
              onChange={(event) =>
                change({ timezone: event.target.value === 'UTC' ? null : event.target.value })
              }
            >
              {ZONES.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </SelectInput>
          )}
        </Field>
      </div>
      {columns.length === 0 ? (
        <EmptyState title={t.text('modelMapping.none')} />
      ) : (
        <RolesTable columns={columns} roles={draft.roles} onChange={(roles) => change({ roles })} />
      )}
    </Page>
  )
}
