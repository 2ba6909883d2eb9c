import { type RandomSource, randomExponential, randomNormal } from '../../../shared/stats/random.ts'
import { between, chance, DAY, evenTimes, logistic, logNormal, weightedCode } from '../kit/draw.ts'
import type { ScenarioModel, Streams } from '../kit/scenario.ts'
import { newTable, type Table } from '../kit/table.ts'

export const CREDIT_MAPPING: ScenarioModel['mapping'] = {
  roles: {
    timestamp: 'timestamp',
    prediction_id: 'prediction_id',
    customer_id: 'entity_id',
    amount: 'feature',
    account_age_days: 'feature',
    utilisation: 'feature',
    employment: 'feature',
    region: 'segment',
    score: 'score',
    prediction: 'prediction',
    label: 'label',
    label_timestamp: 'label_timestamp',
  },
  task: 'binary',
  positive: 1,
  timezone: 'UTC',
}

const EMPLOYMENT = ['employed', 'self_employed', 'retired', 'student', 'none']
const REGIONS = ['north', 'south', 'east', 'west']

export type CreditChanges = {
  /** What becomes of the age of an account; drawn for each row, so that rows stay comparable. */
  readonly age?: (age: number, at: number, random: RandomSource) => number
  /** What the model answers in place of the true probability. */
  readonly score?: (truth: number, at: number) => number
  /** What is true in place of it. */
  readonly truth?: (truth: number, at: number) => number
}

/** Credit applications with the probability of a default, and whether it came. */
export function applications(
  streams: Streams,
  part: string,
  request: { readonly rows: number; readonly from: number; readonly to: number; readonly first: number },
  changes: CreditChanges = {},
): Table {
  const { rows, from, to, first } = request
  const random = streams(part)
  const employmentOf = weightedCode([58, 14, 12, 9, 7])
  const regionOf = weightedCode([30, 27, 23, 20])
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams(`${part} times`), rows, from, to))
  table.id('prediction_id', 'loan-', first)
  const customer = table.key('customer_id', 'c')
  const amount = table.number('amount', 2)
  const age = table.number('account_age_days', 0)
  const utilisation = table.number('utilisation', 3)
  const employment = table.category('employment', EMPLOYMENT)
  const region = table.category('region', REGIONS)
  const score = table.number('score', 4)
  const prediction = table.number('prediction', 0)
  const label = table.number('label', 0)
  const known = table.time('label_timestamp')
  for (let row = 0; row < rows; row++) {
    customer[row] = Math.floor(random.uniform() * 200_000)
    amount[row] = Math.min(60_000, logNormal(random, 8.6, 0.7))
    const years = Math.floor(540 * randomExponential(random))
    age[row] = changes.age?.(years, at[row], random) ?? years
    utilisation[row] = random.uniform()
    employment[row] = employmentOf(random)
    region[row] = regionOf(random)
    const seen = Math.max(0, age[row])
    const truth = logistic(
      -2.6 +
        2.4 * utilisation[row] -
        0.35 * Math.log1p(seen / 365) +
        (employment[row] === 4 ? 0.9 : 0) +
        0.5 * randomNormal(random),
    )
    score[row] = changes.score?.(truth, at[row]) ?? truth
    prediction[row] = score[row] >= 0.25 ? 1 : 0
    label[row] = chance(random, changes.truth?.(truth, at[row]) ?? truth)
    known[row] = Math.floor(at[row] + between(random, 0.2, 1.5) * DAY)
  }
  return table.done()
}
