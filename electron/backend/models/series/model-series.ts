import { TALLY } from '#shared/stats/profile/column-profile.ts'
import type { LogSources } from '../../profiles/counted-logs.ts'
import type { LogProfile } from '../../profiles/profile-cache.ts'
import { sumsOf } from '../../profiles/query-window.ts'
import type { Selection } from '../../store/types.ts'
import { planSlots, type Slot } from '../slots/plan-slots.ts'
import type { CountedQuery, SeriesAnswer } from '../worker-types.ts'
import { comparedLogs, type KnownBaseline } from './compared.ts'
import { judgeSeries } from './judge-series.ts'

type SeriesQuery = CountedQuery & {
  readonly window?: Selection['window'] | undefined
  readonly most: number
}

export type SeriesCache = {
  read(key: string, logs: readonly LogProfile[]): SeriesAnswer | undefined
  write(key: string, logs: readonly LogProfile[], answer: SeriesAnswer): void
}

const MOST_KEPT = 24

/** The newest answers; one holds while the profiles that it was made from are the ones in use. */
export function createSeriesCache(): SeriesCache {
  const kept = new Map<string, { readonly logs: readonly LogProfile[]; readonly answer: SeriesAnswer }>()
  return {
    read(key, logs) {
      const found = kept.get(key)
      const same = found?.logs.length === logs.length && found.logs.every((log, index) => log === logs[index])
      return same ? found.answer : undefined
    },
    write(key, logs, answer) {
      kept.delete(key)
      kept.set(key, { logs, answer })
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    },
  }
}

/** Every column of a model in even buckets of a window, each judged as a window of its own. */
export function modelSeries(
  sources: LogSources,
  baseline: KnownBaseline,
  cache: SeriesCache,
  query: SeriesQuery,
): SeriesAnswer {
  const { logs, prepared, pending, damaged } = comparedLogs(sources, baseline, query)
  const profiles = logs.map(({ log }) => log)
  const key = JSON.stringify(query)
  const known = cache.read(key, profiles)
  if (known !== undefined) return { ...known, pending, damaged }
  const { slots, ...plan } = planSlots(logs, query.most, query.window)
  const label = prepared.find(({ column }) => column.role === 'label')
  const answer = {
    ...plan,
    slots: slots.map(({ start, end }) => ({ start, end })),
    pending,
    damaged,
    ...judgeSeries(prepared, slots),
    labelled:
      label === undefined ? null : Float64Array.from(slots, (slot) => labelledShare(label.column, slot)),
  }
  cache.write(key, profiles, answer)
  return answer
}

function labelledShare(column: Parameters<typeof sumsOf>[0], { parts }: Slot): number {
  const { tallies } = sumsOf(column, parts)
  const rows = tallies[TALLY.rows]
  return rows === 0 ? -1 : 1 - tallies[TALLY.missing] / rows
}
