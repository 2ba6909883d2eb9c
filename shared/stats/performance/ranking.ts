import { say } from '../../words/say.ts'
import { wilsonInterval } from '../special/binomial.ts'
import { type BootstrapOptions, bootstrapSums, groupSums } from './bootstrap.ts'
import { type Measure, measured, unmeasured } from './measure.ts'

/** One list as it was shown (or would be): items by score, best first, and how relevant each turned out to be. */
export interface RankedList {
  readonly scores: ArrayLike<number>
  /** 0 is irrelevant; not negative. */
  readonly relevance: ArrayLike<number>
}

export type Gain = 'linear' | 'exponential'

export interface RankingOptions extends BootstrapOptions {
  readonly k?: number
  readonly gain?: Gain
}

export interface RankingMetrics {
  readonly lists: number
  /** Lists with no relevant item, which NDCG and recall cannot judge. */
  readonly listsWithoutRelevant: number
  readonly ndcg: Measure
  readonly precision: Measure
  readonly recall: Measure
  /** Relevant items (clicks) over items shown in the first k places of every list. */
  readonly clickThroughRate: Measure
}

const discount = (place: number): number => 1 / Math.log2(place + 2)

/** What the first k places hold: items of one score share their places evenly, whatever their order in the input. */
function topOf(list: RankedList, k: number, gainOf: (relevance: number) => number) {
  const n = list.scores.length
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => list.scores[b] - list.scores[a])
  let dcg = 0
  let hits = 0
  for (let from = 0; from < Math.min(k, n); ) {
    let to = from
    let gain = 0
    let relevant = 0
    while (to < n && list.scores[order[to]] === list.scores[order[from]]) {
      const relevance = list.relevance[order[to++]]
      gain += gainOf(relevance)
      relevant += relevance > 0 ? 1 : 0
    }
    const size = to - from
    const shown = Math.min(to, k) - from
    for (let place = from; place < from + shown; place++) dcg += (gain / size) * discount(place)
    hits += (relevant / size) * shown
    from = to
  }
  return { dcg, hits, shown: Math.min(k, n) }
}

/**
 * NDCG of one list: DCG@k/ideal DCG@k with discount 1/log₂(place + 1) and gain rel (linear) or 2^rel − 1. Ties share
 * their places. NaN where nothing is relevant. As scikit-learn's `ndcg_score` for the linear gain.
 */
export function ndcgOfList(list: RankedList, k: number, gain: Gain = 'linear'): number {
  const gainOf = (relevance: number): number => (gain === 'linear' ? relevance : 2 ** relevance - 1)
  const best = Float64Array.from(list.relevance).sort().reverse()
  let ideal = 0
  for (let place = 0; place < Math.min(k, best.length); place++)
    ideal += gainOf(best[place]) * discount(place)
  return ideal > 0 ? topOf(list, k, gainOf).dcg / ideal : Number.NaN
}

/**
 * Means over lists of NDCG@k, precision@k (relevant items over k) and recall@k (relevant items found over relevant
 * items), and the click-through rate of the first k places. k defaults to 10. Means have bootstrap intervals over
 * lists. Source: Järvelin and Kekäläinen (2002), Cumulated gain-based evaluation of IR techniques.
 */
export function rankingMetrics(lists: readonly RankedList[], options: RankingOptions = {}): RankingMetrics {
  const { k = 10, gain = 'linear' } = options
  let shown = 0
  let clicks = 0
  let barren = 0
  const width = 5
  const sums = groupSums(lists.length, width, (i, into) => {
    const list = lists[i]
    let relevant = 0
    for (let j = 0; j < list.relevance.length; j++) relevant += list.relevance[j] > 0 ? 1 : 0
    const top = topOf(list, k, (relevance) => relevance)
    shown += top.shown
    clicks += top.hits
    if (relevant === 0) barren += 1
    into[0] = 1
    into[1] = relevant > 0 ? 1 : 0
    into[2] = relevant > 0 ? ndcgOfList(list, k, gain) : 0
    into[3] = top.hits / k
    into[4] = relevant > 0 ? top.hits / relevant : 0
  })
  const total = new Float64Array(width)
  for (let i = 0; i < sums.length; i++) total[i % width] += sums[i]
  const ratios = [
    (s: Float64Array) => s[2] / s[1],
    (s: Float64Array) => s[3] / s[0],
    (s: Float64Array) => s[4] / s[1],
  ]
  const ci = bootstrapSums(sums, width, ratios, options)
  const noLists = unmeasured(say('metric.none.lists'))
  const noRelevant = unmeasured(say('metric.none.relevant'))
  return {
    lists: lists.length,
    listsWithoutRelevant: barren,
    ndcg: total[1] > 0 ? measured(ratios[0](total), ci[0]) : noRelevant,
    precision: lists.length > 0 ? measured(ratios[1](total), ci[1]) : noLists,
    recall: total[1] > 0 ? measured(ratios[2](total), ci[2]) : noRelevant,
    clickThroughRate:
      shown > 0 ? measured(clicks / shown, wilsonInterval(clicks, shown, options.confidence)) : noLists,
  }
}

export interface ExposureMetrics {
  /** Share of the catalogue that was shown at all. */
  readonly coverage: Measure
  /** Shannon entropy of the exposures in nats, and over its greatest value ln(catalogue). */
  readonly entropy: Measure
  readonly normalizedEntropy: Measure
  /** 0 when every item is shown as often, near 1 when a few are shown always. */
  readonly gini: Measure
}

/**
 * How evenly a recommender shows its catalogue. `exposures` counts how often each item was shown; items that were
 * never shown belong in it with 0. Gini = Σ (2i − n − 1)·xᵢ / (n·Σx), x ascending, i from 1.
 */
export function exposureMetrics(exposures: ArrayLike<number>): ExposureMetrics {
  const sorted = Float64Array.from(exposures).sort()
  const n = sorted.length
  let total = 0
  let shown = 0
  let ordered = 0
  for (let i = 0; i < n; i++) {
    total += sorted[i]
    if (sorted[i] > 0) shown += 1
    ordered += (2 * (i + 1) - n - 1) * sorted[i]
  }
  if (total === 0) {
    const none = unmeasured(say('metric.none.shown'))
    return { coverage: none, entropy: none, normalizedEntropy: none, gini: none }
  }
  let entropy = 0
  for (const count of sorted) if (count > 0) entropy -= (count / total) * Math.log(count / total)
  return {
    coverage: measured(shown / n),
    entropy: measured(entropy),
    normalizedEntropy: n > 1 ? measured(entropy / Math.log(n)) : unmeasured(say('metric.none.single_item')),
    gini: measured(ordered / (n * total)),
  }
}
