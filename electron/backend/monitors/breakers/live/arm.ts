import { initialState } from '#shared/policy/breaker/state.ts'
import type { StoredBreaker } from '../../../store/breaker-types.ts'
import type { Store } from '../../../store/types.ts'
import type { LiveCursor } from '../parts/cursors.ts'
import { parsePolicyText } from '../policy-file.ts'
import { cursorOf, refuseUnknownFallback, rowsOf } from '../stored.ts'

type Datasets = Awaited<ReturnType<Store['listDatasets']>>

/**
 * A breaker that begins to watch after the rows that are there. What a person decided outlives a change of the policy.
 * @throws AppError `BAD_PARAMS` for a policy that cannot be read or names a fallback that there is not.
 */
export function armedWith(
  model: string,
  text: string,
  datasets: Datasets,
  before: StoredBreaker | null,
): Parameters<Store['armBreaker']>[0] {
  const policy = parsePolicyText(text, `policy of ${model}`)
  refuseUnknownFallback(policy)
  const clock = Math.max(0, ...datasets.flatMap(({ chunks }) => chunks.map(({ timeMax }) => timeMax ?? 0)))
  const at = clock > 0 ? clock : Date.now()
  const rows = rowsOf(datasets)
  const state = initialState(policy, at, rows)
  const cursor: LiveCursor = {
    state: { ...state, force: before === null ? null : cursorOf(before).state.force },
    shadow: { right: 0, judged: 0 },
    clock,
    lastRowAt: null,
    lastLabelAt: at,
    rows,
  }
  return {
    model,
    policy: text,
    cursor: JSON.stringify(cursor),
    seen: datasets.map(({ id }) => id),
    readings: policy.conditions.map(() => null),
    timed: clock > 0,
    cause: null,
  }
}
