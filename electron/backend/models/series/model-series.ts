import { TALLY } from '#shared/stats/profile/column-profile.ts'
import type { LogSources } from '../../profiles/counted-logs.ts'
import type { LogProfile } from '../../profiles/profile-cache.ts'
import { sumsOf } from '../../profiles/query-window.ts'
import type { Selection } from '../../store/types.ts'
import { planSlots, type Slot } from '../slots/plan-slots.ts'
import type { CountedQuery, SeriesAnswer } from '../worker-types.ts'
import { comparedLogs, type KnownBaseline } from './compared.ts'
import { type JudgedSlot, judgeSeries } from './judge-series.ts'

type SeriesQuery = CountedQuery & {
  readonly window?: Selection['window'] | undefined
  readonly most: number
}

/** Slots that were judged before, of the newest questions. */
export type SlotCache = {
  /** Those of one question; none are known when other profiles are in use than before. */
  of(key: string, logs: readonly LogProfile[]): Map<string, JudgedSlot>
}

const MOST_QUESTIONS = 16
const MOST_SLOTS = 2_000

export function createSlotCache(): SlotCache {
  const kept = new Map<
    string,
    { readonly logs: readonly LogProfile[]; readonly slots: Map<string, JudgedSlot> }
  >()
  return {
    of(key, logs) {
      const found = kept.get(key)
      const same = found?.logs.length === logs.length && found.logs.every((log, index) => log === logs[index])
      const slots = same && found.slots.size < MOST_SLOTS ? found.slots : new Map<string, JudgedSlot>()
      kept.delete(key)
      kept.set(key, { logs, slots })
      const [oldest] = kept.keys()
      if (kept.size > MOST_QUESTIONS && oldest !== undefined) kept.delete(oldest)
      return slots
    },
  }
}

/** Every column of a model in even buckets of a window, each judged as a window of its own. */
export function modelSeries(
  sources: LogSources,
  baseline: KnownBaseline,
  cache: SlotCache,
  query: SeriesQuery,
): SeriesAnswer {
  const { logs, prepared, pending, damaged } = comparedLogs(sources, baseline, query)
  const { window, most, ...question } = query
  const known = cache.of(
    JSON.stringify(question),
    logs.map(({ log }) => log),
  )
  const { slots, ...plan } = planSlots(logs, most, window)
  const label = prepared.find(({ column }) => column.role === 'label')
  return {
    ...plan,
    slots: slots.map(({ start, end }) => ({ start, end })),
    pending,
    damaged,
    ...judgeSeries(prepared, slots, known),
    labelled:
      label === undefined ? null : Float64Array.from(slots, (slot) => labelledShare(label.column, slot)),
  }
}

function labelledShare(column: Parameters<typeof sumsOf>[0], { parts }: Slot): number {
  const { tallies } = sumsOf(column, parts)
  const rows = tallies[TALLY.rows]
  return rows === 0 ? -1 : 1 - tallies[TALLY.missing] / rows
}
