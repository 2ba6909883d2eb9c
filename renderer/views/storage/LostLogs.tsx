import type { Result } from '#shared/contract/operations.ts'
import { useTranslator } from '../../app/context.ts'
import { DataName } from '../../components/text.tsx'
import { formatRoute } from '../../stores/routes.ts'
import styles from './storage.module.css'

/** Logs of which the disk has lost rows, each leading to where it can be deleted and imported again. */
export function LostLogs({ logs }: { logs: Result<'storage.use'>['lost'] }) {
  const t = useTranslator()
  return (
    <div className={styles.lost} role="alert">
      <p className={styles.unsound}>{t.text('storage.lost', { count: logs.length })}</p>
      <ul>
        {logs.map(({ dataset, name, model, files }) => (
          <li key={dataset}>
            <a href={formatRoute({ view: 'import', dataset, page: 1 })}>
              <DataName>{name}</DataName>
            </a>{' '}
            (<DataName>{model}</DataName>): {t.text('storage.lost.files', { count: files })}
          </li>
        ))}
      </ul>
      <p>{t.text('storage.lost.mend')}</p>
    </div>
  )
}
