import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { Sample } from '#shared/contract/operations.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import styles from './start.module.css'

/** Incidents that ship with the app: real enough to learn from before one's own logs are at hand. */
export function Samples() {
  const { client, comparison, navigation, notices } = useApp()
  const t = useTranslator()
  const { data, error, reload } = useQuery('samples.list', {})
  const [opening, setOpening] = useState<string | null>(null)
  const open = (sample: Sample) => {
    setOpening(sample.name)
    client
      .command('samples.open', { name: sample.name })
      .then(
        ({ reference, current }) => {
          comparison.fill(reference, current, sample.title)
          navigation.go({ view: 'mapping' })
        },
        (failure: unknown) => notices.showError(toErrorShape(failure)),
      )
      .finally(() => setOpening(null))
  }
  return (
    <section className={styles.section} aria-labelledby="samples">
      <h2 id="samples">{t.text('samples.title')}</h2>
      {error !== undefined && <ErrorPanel error={error} onRetry={reload} />}
      {data === undefined && error === undefined && <Skeleton lines={3} />}
      {data?.samples.length === 0 && <EmptyState title={t.text('samples.none')} />}
      {data !== undefined && data.samples.length > 0 && (
        <ul className={styles.items}>
          {data.samples.map((sample) => (
            <li key={sample.name}>
              <button
                type="button"
                className={styles.item}
                aria-busy={opening === sample.name}
                onClick={() => open(sample)}
              >
                <FlaskConical size={16} aria-hidden="true" />
                <span className={styles.text}>
                  <span className={styles.name}>
                    <Said>{sample.title}</Said>
                  </span>
                  <span className={styles.detail}>
                    <Said>{sample.story}</Said> {t.text('samples.rows', { count: sample.rows })}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
