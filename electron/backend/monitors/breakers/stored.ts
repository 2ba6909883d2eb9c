import { AppError } from '#shared/domain/errors.ts'
import { type BreakerPolicy, FALLBACKS, isFallback } from '#shared/policy/breaker/policy.ts'
import { say } from '#shared/words/say.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import type { StoredBreaker } from '../../store/breaker-types.ts'
import type { Dataset } from '../../store/types.ts'
import type { LiveCursor } from './parts/cursors.ts'
import { parsePolicyText } from './policy-file.ts'

export function policyOf({ policy, model }: StoredBreaker): BreakerPolicy {
  return parsePolicyText(policy, `policy of ${model}`)
}

export function cursorOf({ cursor }: StoredBreaker): LiveCursor {
  const kept = JSON.parse(cursor) as LiveCursor
  // A breaker that was kept by an earlier version knows no descent and no loop tests.
  const { descent = null, freshAt = null } = kept.state as Partial<LiveCursor['state']>
  return { ...kept, state: { ...kept.state, descent, freshAt } }
}

export function rowsOf(datasets: readonly Dataset[]): number {
  return datasets.reduce((rows, dataset) => rows + (isLabelLog(dataset) ? 0 : dataset.rows), 0)
}

export function meaningOf(datasets: readonly Dataset[]) {
  const said = datasets.findLast(
    ({ mapping }) => mapping.task !== undefined || mapping.positive !== undefined,
  )
  return { task: said?.mapping.task, positive: said?.mapping.positive }
}

export function refuseUnknownFallback({ ladder }: BreakerPolicy): void {
  const unknown = ladder.find((name) => !isFallback(name))
  if (unknown === undefined && ladder.length > 0) return
  throw new AppError(
    'BAD_PARAMS',
    unknown === undefined ? say('error.fallback.none') : say('error.fallback.unknown', { name: unknown }),
    say('error.fallback.mend', { names: FALLBACKS }),
  )
}
