import type { ScoreHistory } from '#shared/contract/documents/score-history.ts'
import { useLatest } from '../../api/use-latest.ts'
import type { WindowChoice } from './view.ts'

/**
 * What counts tell at once of a model's course, while its rows are read. Undefined where there are no counts: without a
 * baseline, a score or times.
 */
export function useCountedHistory({
  model,
  window,
  threshold,
}: {
  readonly model: string
  readonly window: WindowChoice
  readonly threshold: number | null
}): ScoreHistory | undefined {
  const { data } = useLatest('performance.history', {
    model,
    ...(window === 'auto' ? {} : { window }),
    ...(threshold === null ? {} : { threshold }),
  })
  return data === undefined || data.model !== model || data.points.length === 0 ? undefined : data
}
