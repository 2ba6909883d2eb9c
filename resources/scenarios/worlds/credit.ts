import { type RandomSource, randomExponential, randomNormal } from '../../../shared/stats/random.ts'
import { between, chance, DAY, logistic, logNormal, weightedCode } from '../kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part } from '../kit/parts.ts'
import type { ScenarioModel, Streams } from '../kit/scenario.ts'
import { once, type Table } from '../kit/table.ts'

export const CREDIT_MAPPING: ScenarioModel['mapping'] = decisionMapping({
  customer_id: 'entity_id',
  amount: 'feature',
  account_age_days: 'feature',
  income_thousands: 'feature',
  utilisation: 'feature',
  employment: 'feature',
  region: 'segment',
})

const EMPLOYMENT = ['employed', 'self_employed', 'retired', 'student', 'none']
const REGIONS = ['north', 'south', 'east', 'west']

/** What becomes of a value, with random numbers of its own, so that rows stay comparable. */
type Change = (value: number, at: number, random: RandomSource) => number

export type CreditChanges = {
  readonly amount?: Change
  readonly age?: Change
  readonly income?: Change
  readonly utilisation?: Change
  /** What the model answers in place of the true probability. */
  readonly score?: Change
  /** What is true in place of it. */
  readonly truth?: Change
}

export const CREDIT_BREAKER = `schema: driftdesk.breaker/1
model: credit
any:
  - metric: accuracy
    below: 0.6
    window: 1000 rows
    min_labelled: 200
cooldown: 1 d
half_open: {share: 0.05, min_labelled: 50, close_above: 0.62}
fallback: rules
on_no_labels: hold
max_label_silence: 14 d
autonomy: 2
`

/** Credit applications with the probability of a default, and whether it came. */
export function applications(streams: Streams, name: string, part: Part, changes: CreditChanges = {}): Table {
  const { rows } = part
  const luck = streams(`${name} changes`)
  const employmentOf = weightedCode([58, 14, 12, 9, 7])
  const regionOf = weightedCode([30, 27, 23, 20])
  const { table, at, random } = openTable(streams, name, part, 'loan-')
  const customer = table.key('customer_id', 'c')
  const amount = table.number('amount', 2)
  const age = table.number('account_age_days', 0)
  const income = table.number('income_thousands', 2)
  const utilisation = table.number('utilisation', 3)
  const employment = table.category('employment', EMPLOYMENT)
  const region = table.category('region', REGIONS)
  const { score, prediction, label, known } = decisionColumns(table)
  for (let row = 0; row < rows; row++) {
    customer[row] = Math.floor(random.uniform() * 200_000)
    const loan = Math.min(60_000, logNormal(random, 8.6, 0.7))
    amount[row] = changed(changes.amount, loan, at[row], luck)
    const years = Math.floor(540 * randomExponential(random))
    age[row] = changed(changes.age, years, at[row], luck)
    income[row] = changed(changes.income, 42 + 8 * randomNormal(random), at[row], luck)
    const used = random.uniform()
    utilisation[row] = changed(changes.utilisation, used < 0.01 ? Number.NaN : used, at[row], luck)
    employment[row] = employmentOf(random)
    region[row] = regionOf(random)
    const seen = Math.max(0, age[row])
    const truth = logistic(
      -2.6 +
        2.4 * (Number.isNaN(utilisation[row]) ? 0.5 : utilisation[row]) -
        0.35 * Math.log1p(seen / 365) +
        (employment[row] === 4 ? 0.9 : 0) +
        0.5 * randomNormal(random),
    )
    score[row] = changed(changes.score, truth, at[row], luck)
    prediction[row] = score[row] >= 0.25 ? 1 : 0
    label[row] = chance(random, changed(changes.truth, truth, at[row], luck))
    known[row] = Math.floor(at[row] + between(random, 0.2, 1.5) * DAY)
  }
  return table.done()
}

function changed(change: Change | undefined, value: number, at: number, random: RandomSource): number {
  return change === undefined ? value : change(value, at, random)
}

/** Half of the rows as a baseline of two weeks, the others as the log of the two weeks after it. */
export const CREDIT_START = Date.UTC(2026, 2, 2)
export const CREDIT_LOG_FROM = CREDIT_START + 14 * DAY
export const CREDIT_LOG_TO = CREDIT_LOG_FROM + 14 * DAY

/** A credit model whose log may be changed, and whose baseline is not. */
export function creditModel(rows: number, streams: Streams, changes: CreditChanges = {}): ScenarioModel {
  const half = Math.floor(rows / 2)
  const log = { rows: rows - half, from: CREDIT_LOG_FROM, to: CREDIT_LOG_TO, first: half }
  return {
    name: 'credit',
    mapping: CREDIT_MAPPING,
    baseline: () =>
      applications(streams, 'baseline', {
        rows: half,
        from: CREDIT_START,
        to: CREDIT_LOG_FROM,
        first: 0,
      }),
    log: once(() => applications(streams, 'log', log, changes)),
    breaker: CREDIT_BREAKER,
  }
}
