import { useLiveQuery } from '../../api/use-live-query.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { AuditTable } from '../trail/AuditTable.tsx'
import { EntityRemoval } from './EntityRemoval.tsx'
import { LostLogs } from './LostLogs.tsx'
import { ModelsTable } from './ModelsTable.tsx'
import { Retention } from './Retention.tsx'
import styles from './storage.module.css'
import { Verification } from './Verification.tsx'

/** What the workspace keeps, for how long, and the proof that it is whole. */
export function StoragePage({ page }: { page: number }) {
  const { navigation } = useApp()
  const t = useTranslator()
  const { data, error, reload } = useLiveQuery('storage.use', {}, ['logs.changed', 'baselines.changed'])
  const models = data?.models ?? []
  const own = (data?.catalogue_bytes ?? 0) + (data?.profile_bytes ?? 0)
  const bytes = models.reduce((sum, model) => sum + model.bytes, own)
  const rows = models.reduce((sum, model) => sum + model.rows, 0)
  return (
    <Page
      title={t.text('view.storage')}
      headline={
        data === undefined
          ? t.text('view.storage')
          : t.text('storage.headline', { size: t.numbers.bytes(bytes), rows, count: models.length })
      }
    >
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={5} />}
      {data !== undefined && data.lost.length > 0 && <LostLogs logs={data.lost} />}
      {data !== undefined && <ModelsTable use={data} />}
      <div className={styles.halves}>
        <Retention />
        <div className={styles.stack}>
          <Verification />
          {models.length > 0 && <EntityRemoval models={models.map(({ model }) => model)} />}
        </div>
      </div>
      <AuditTable
        filter={{}}
        page={page}
        onPage={(to) => navigation.go({ view: 'storage', page: to }, 'replace')}
      />
    </Page>
  )
}
