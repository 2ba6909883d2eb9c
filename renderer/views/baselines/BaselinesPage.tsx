import { Anchor, Plus } from 'lucide-react'
import { useState } from 'react'
import type { BaselineView } from '#shared/contract/documents/baseline.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button } from '../../components/Button.tsx'
import tables from '../../components/plain-table.module.css'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import styles from './baselines.module.css'
import { CreateBaseline } from './CreateBaseline.tsx'
import { HashCode } from './HashCode.tsx'

/** What a model is compared with, and what else it could be. */
export function BaselinesPage({ model }: { model: string }) {
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('baselines.list', {}, ['baselines.changed', 'logs.changed'])
  const [creating, setCreating] = useState(false)
  const all = data?.baselines ?? []
  const own = all.filter((baseline) => baseline.model === model)
  return (
    <Page
      title={t.text('view.baselines')}
      headline={data === undefined ? t.text('view.baselines') : <Headline model={model} baselines={own} />}
      actions={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus size={16} aria-hidden="true" />
          {t.text('baselines.create')}
        </Button>
      }
    >
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data !== undefined && own.length === 0 && (
        <EmptyState title={t.text('baselines.none')}>
          <p>{t.text('baselines.none.todo')}</p>
        </EmptyState>
      )}
      {own.length > 0 && <BaselinesTable baselines={own} />}
      {creating && (
        <CreateBaseline
          model={model}
          saved={all.filter(({ baseline }) => !own.some((known) => known.baseline === baseline))}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  )
}

function Headline({ model, baselines }: { model: string; baselines: readonly BaselineView[] }) {
  const t = useTranslator()
  const used = baselines.find((baseline) => baseline.used_since !== null)
  const values = { model: <DataName>{model}</DataName> }
  if (used === undefined) {
    return (
      <Rich
        message={baselines.length === 0 ? 'baselines.headline.none' : 'baselines.headline.unused'}
        values={values}
      />
    )
  }
  return (
    <Rich
      message="baselines.headline"
      values={{
        ...values,
        name: <DataName>{used.name}</DataName>,
        rows: t.numbers.count(used.rows),
        since: t.numbers.time(used.used_since ?? ''),
      }}
    />
  )
}

function BaselinesTable({ baselines }: { baselines: readonly BaselineView[] }) {
  const { client, notices, undo } = useApp()
  const t = useTranslator()
  const [using, setUsing] = useState<string | null>(null)
  const use = ({ model, baseline }: BaselineView) => {
    const before = baselines.find(({ used_since }) => used_since !== null)?.baseline
    const change = (to: string) => client.job('baselines.use', { model, baseline: to }).result
    setUsing(baseline)
    change(baseline)
      .then(
        () => {
          if (before === undefined) return
          undo.add({
            text: (words) => words.text('undo.baseline', { model }),
            undo: () => change(before),
            redo: () => change(baseline),
            announced: true,
          })
        },
        (failure: unknown) => {
          const shape = toErrorShape(failure)
          if (shape.code !== 'CANCELLED') notices.showError(shape)
        },
      )
      .finally(() => setUsing(null))
  }
  return (
    <ScrollRegion className={tables.scroll} aria-label={t.text('view.baselines')}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t.text('baselines.name')}</th>
            <th scope="col">{t.text('baselines.hash')}</th>
            <th scope="col" className={tables.number}>
              {t.text('baselines.rows')}
            </th>
            <th scope="col" className={tables.number}>
              {t.text('baselines.columns')}
            </th>
            <th scope="col">{t.text('baselines.created')}</th>
            <th scope="col">{t.text('baselines.use')}</th>
          </tr>
        </thead>
        <tbody>
          {baselines.map((one) => (
            <tr key={one.baseline}>
              <th scope="row" className={tables.name}>
                <DataName>{one.name}</DataName>
              </th>
              <td>
                <HashCode hash={one.baseline} />
              </td>
              <td className={tables.number}>{t.numbers.count(one.rows)}</td>
              <td className={tables.number}>{t.numbers.count(one.columns)}</td>
              <td title={t.numbers.time(one.created_at)}>{t.numbers.ago(one.created_at, Date.now())}</td>
              <td>
                {one.used_since !== null ? (
                  <span className={styles.used}>
                    <Anchor size={14} aria-hidden="true" />
                    {t.text('baselines.used', { time: t.numbers.time(one.used_since) })}
                  </span>
                ) : (
                  <Button
                    small
                    aria-busy={using === one.baseline}
                    aria-label={t.text('baselines.use.named', { name: one.name })}
                    disabledBecause={using === null ? undefined : t.text('baselines.counting')}
                    onClick={() => use(one)}
                  >
                    {t.text(using === one.baseline ? 'baselines.counting' : 'baselines.use.do')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
