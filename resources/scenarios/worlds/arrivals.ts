import { randomExponential, randomNormal } from '../../../shared/stats/random.ts'
import { between, chance, evenTimes, logistic, MINUTE, weightedCode } from '../kit/draw.ts'
import type { ScenarioModel, Streams } from '../kit/scenario.ts'
import { newTable, type Table } from '../kit/table.ts'

export const ARRIVALS_MAPPING: ScenarioModel['mapping'] = {
  roles: {
    timestamp: 'timestamp',
    prediction_id: 'prediction_id',
    distance_km: 'feature',
    kitchen_load: 'feature',
    courier_rating: 'feature',
    city: 'segment',
    score: 'score',
    prediction: 'prediction',
    label: 'label',
    label_timestamp: 'label_timestamp',
  },
  task: 'binary',
  positive: 1,
  timezone: 'UTC',
}

const CITIES = ['kochi', 'chennai', 'pune', 'jaipur', 'indore']

/** Accuracy of the model while all is well. */
export const GOOD_ACCURACY = 0.871
const SPREAD = 4

type Request = {
  readonly rows: number
  readonly from: number
  readonly to: number
  readonly first: number
  readonly prefix?: string
}

/**
 * Deliveries with the probability that they come in time, and whether they did. `accuracy` says how often the model is
 * right at a time: where that is less than usual, the truth is nearer to a coin than its probabilities are.
 */
export function arrivals(
  streams: Streams,
  part: string,
  { rows, from, to, first, prefix = 'order-' }: Request,
  accuracy: (at: number) => number = () => GOOD_ACCURACY,
): Table {
  const random = streams(part)
  const cityOf = weightedCode([28, 24, 20, 16, 12])
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams(`${part} times`), rows, from, to))
  table.id('prediction_id', prefix, first)
  const distance = table.number('distance_km', 2)
  const load = table.number('kitchen_load', 3)
  const rating = table.number('courier_rating', 2)
  const city = table.category('city', CITIES)
  const score = table.number('score', 4)
  const prediction = table.number('prediction', 0)
  const label = table.number('label', 0)
  const known = table.time('label_timestamp')
  for (let row = 0; row < rows; row++) {
    distance[row] = 0.4 + 2.6 * randomExponential(random)
    load[row] = random.uniform()
    rating[row] = Math.min(5, 4.3 + 0.4 * randomNormal(random))
    city[row] = cityOf(random)
    const truth = logistic(SPREAD * randomNormal(random))
    score[row] = truth
    prediction[row] = truth >= 0.5 ? 1 : 0
    const share = (accuracy(at[row]) - 0.5) / (GOOD_ACCURACY - 0.5)
    label[row] = chance(random, 0.5 + (truth - 0.5) * share)
    known[row] = Math.floor(at[row] + between(random, 25, 70) * MINUTE)
  }
  return table.done()
}

export function arrivalsBreaker(below: number, closeAbove: number, model = 'arrivals'): string {
  return `schema: driftdesk.breaker/1
model: ${model}
any:
  - metric: accuracy
    below: ${below}
    window: 1000 rows
    min_labelled: 200
cooldown: 6 h
cooldown_max: 2 d
half_open: {share: 0.2, min_labelled: 200, close_above: ${closeAbove}}
fallback: rules
on_no_labels: hold
max_label_silence: 2 d
autonomy: 2
`
}
