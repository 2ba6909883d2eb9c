import { type ReactNode, useEffect, useState } from 'react'
import type { Segment } from '#shared/contract/documents/model.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Progress } from '../../components/Progress.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { barOf } from '../job/progress-words.ts'
import styles from './explorer.module.css'

type Counting =
  | { readonly kind: 'counting'; readonly progress: JobProgress | null }
  | { readonly kind: 'counted'; readonly rows: number }
  | { readonly kind: 'failed'; readonly error: ErrorShape }

/**
 * Counts the rows of a segment when it is picked; from then on its windows are answered like those of all rows.
 * `ready` says whether windows can be asked for, `panel` shows how far the counting is.
 */
export function useSegment(model: string, segment: Segment | null): { ready: boolean; panel: ReactNode } {
  const { client } = useApp()
  const t = useTranslator()
  const key = segment === null ? null : JSON.stringify([model, segment.column, segment.value])
  const [state, setState] = useState<{ readonly key: string; readonly counting: Counting } | null>(null)
  const [round, setRound] = useState(0)
  const [column, value] = [segment?.column, segment?.value]
  useEffect(() => {
    if (key === null || column === undefined || value === undefined || round < 0) return
    let here = true
    const put = (counting: Counting) => {
      if (here) setState({ key, counting })
    }
    put({ kind: 'counting', progress: null })
    const job = client.job('models.count_segment', { model, segment: { column, value } }, (progress) =>
      put({ kind: 'counting', progress }),
    )
    job.result.then(
      ({ rows }) => put({ kind: 'counted', rows }),
      (error: unknown) => put({ kind: 'failed', error: toErrorShape(error) }),
    )
    return () => {
      here = false
      job.cancel().catch(() => undefined)
    }
  }, [client, model, key, column, value, round])
  if (segment === null) return { ready: true, panel: null }
  const counting: Counting = state?.key === key ? state.counting : { kind: 'counting', progress: null }
  const name = <DataName>{`${segment.column} = ${segment.value}`}</DataName>
  switch (counting.kind) {
    case 'counting':
      return {
        ready: false,
        panel: (
          <div className={styles.counting} role="status">
            <p>
              <Rich message="explorer.segment.counting" values={{ segment: name }} />
            </p>
            {counting.progress !== null && (
              <Progress {...barOf(counting.progress)} label={t.text('explorer.segment')} />
            )}
          </div>
        ),
      }
    case 'counted':
      return {
        ready: true,
        panel: (
          <p className={styles.hint}>
            {t.text('explorer.segment.exact')} {t.text('explorer.segment.rows', { count: counting.rows })}
          </p>
        ),
      }
    case 'failed':
      return {
        ready: false,
        panel:
          counting.error.code === 'CANCELLED' ? (
            <Button onClick={() => setRound(round + 1)}>{t.text('action.retry')}</Button>
          ) : (
            <ErrorPanel error={counting.error} onRetry={() => setRound(round + 1)} />
          ),
      }
  }
}
