import { randomExponential, randomNormal } from '../../../shared/stats/random.ts'
import { between, chance, logistic, MINUTE, weightedCode } from '../kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part } from '../kit/parts.ts'
import type { ScenarioModel, Streams } from '../kit/scenario.ts'
import type { Table } from '../kit/table.ts'

export const ARRIVALS_MAPPING: ScenarioModel['mapping'] = decisionMapping({
  distance_km: 'feature',
  kitchen_load: 'feature',
  courier_rating: 'feature',
  city: 'segment',
})

const CITIES = ['kochi', 'chennai', 'pune', 'jaipur', 'indore']

/** Accuracy of the model while all is well. */
export const GOOD_ACCURACY = 0.871
const SPREAD = 4

/**
 * Deliveries with the probability that they come in time, and whether they did. `accuracy` says how often the model is
 * right at a time: where that is less than usual, the truth is nearer to a coin than its probabilities are.
 */
export function arrivals(
  streams: Streams,
  name: string,
  part: Part & { readonly prefix?: string },
  accuracy: (at: number) => number = () => GOOD_ACCURACY,
): Table {
  const { rows, prefix = 'order-' } = part
  const cityOf = weightedCode([28, 24, 20, 16, 12])
  const { table, at, random } = openTable(streams, name, part, prefix)
  const distance = table.number('distance_km', 2)
  const load = table.number('kitchen_load', 3)
  const rating = table.number('courier_rating', 2)
  const city = table.category('city', CITIES)
  const { score, prediction, label, known } = decisionColumns(table)
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
