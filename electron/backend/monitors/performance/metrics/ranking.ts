import { bootstrapCounts } from '#shared/stats/performance/bootstrap.ts'
import { type Measure, unmeasured } from '#shared/stats/performance/measure.ts'
import { exposureMetrics, type RankedList, rankingMetrics } from '#shared/stats/performance/ranking.ts'
import { say } from '#shared/words/say.ts'
import type { Sample } from '../frame.ts'
import type { MetricOptions, Metrics } from './types.ts'

/**
 * Ranking metrics of lists: rows that share their entity_id (all rows where there is none). What is shown is the k best of
 * each list; the catalogue is every item of these rows.
 */
export function rankingMetricsOf(sample: Sample, { seed, k }: MetricOptions): Metrics {
  const { lists, exposures } = listsOf(sample, k)
  const found = rankingMetrics(lists, { k, seed, resamples: 300 })
  return {
    ndcg: found.ndcg,
    precision_at_k: found.precision,
    recall_at_k: found.recall,
    ctr: found.clickThroughRate,
    ...exposure(exposures, seed),
  }
}

function listsOf({ rows, label, score, lists, items }: Sample, k: number) {
  const members = new Map<number, number[]>()
  for (let i = 0; i < rows; i++) {
    if (score === null || Number.isNaN(score[i])) continue
    const list = lists === null ? 0 : lists[i]
    if (list < 0) continue
    const own = members.get(list)
    if (own === undefined) members.set(list, [i])
    else own.push(i)
  }
  const shown = new Map<number, number>()
  if (items !== null) for (const item of items) if (item >= 0) shown.set(item, 0)
  const ranked: RankedList[] = []
  for (const rowsOfList of members.values()) {
    const best = [...rowsOfList].sort((a, b) => (score?.[b] ?? 0) - (score?.[a] ?? 0)).slice(0, k)
    if (items !== null) {
      for (const row of best) if (items[row] >= 0) shown.set(items[row], (shown.get(items[row]) ?? 0) + 1)
    }
    const labelled = rowsOfList.filter((row) => label[row] >= 0)
    if (labelled.length === 0) continue
    ranked.push({
      scores: labelled.map((row) => score?.[row] ?? 0),
      relevance: labelled.map((row) => label[row]),
    })
  }
  return { lists: ranked, exposures: [...shown.values()] }
}

function exposure(exposures: readonly number[], seed: number): Metrics {
  if (exposures.length === 0) {
    const none = unmeasured(say('metric.none.items'))
    return { coverage: none, entropy: none, gini: none }
  }
  const found = exposureMetrics(exposures)
  return {
    coverage: {
      ...found.coverage,
      reason: say('metric.none.distinct'),
    },
    entropy: around(found.entropy, exposures, (counts) => exposureMetrics(counts).entropy.value, seed),
    gini: around(found.gini, exposures, (counts) => exposureMetrics(counts).gini.value, seed),
  }
}

/** The basic bootstrap, 2·value − quantile, which takes back the bias that resampled counts of items have. */
function around(
  measure: Measure,
  counts: readonly number[],
  statistic: (counts: Float64Array) => number | null,
  seed: number,
): Measure {
  const { value } = measure
  if (value === null) return measure
  const ci = bootstrapCounts(counts, (drawn) => statistic(drawn) ?? Number.NaN, { seed, resamples: 200 })
  return ci === null ? measure : { ...measure, ci: [2 * value - ci[1], 2 * value - ci[0]] }
}
