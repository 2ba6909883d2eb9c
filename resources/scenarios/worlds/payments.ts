import {
  type RandomSource,
  randomExponential,
  randomInteger,
  randomNormal,
  randomPoisson,
} from '../../../shared/stats/random.ts'
import { DAY, HOUR } from '../kit/draw.ts'
import type { ScenarioModel, Streams } from '../kit/scenario.ts'
import { newTable, once, type Table } from '../kit/table.ts'

const START = Date.UTC(2026, 1, 2)
const FOUR_WEEKS = 28 * DAY
const LOG_FROM = START + FOUR_WEEKS
/** From here on payments drift where they do. */
export const PAYMENTS_ONSET = Date.UTC(2026, 2, 10, 14)

const MAPPING: ScenarioModel['mapping'] = {
  roles: {
    timestamp: 'timestamp',
    prediction_id: 'prediction_id',
    country: 'segment',
    merchant_category: 'feature',
    channel: 'feature',
    amount_eur: 'feature',
    account_age_days: 'feature',
    payments_24h: 'feature',
    distance_km: 'feature',
    email_risk: 'feature',
    new_device: 'feature',
    score: 'score',
    prediction: 'prediction',
    label: 'label',
  },
  task: 'binary',
  positive: 1,
  timezone: 'UTC',
}

const BREAKER = `schema: driftdesk.breaker/1
model: payments
any:
  - metric: accuracy
    below: 0.7
    window: 1000 rows
    min_labelled: 200
fallback: rules
on_no_labels: hold
`

const COUNTRIES = weighted({ DE: 24, FR: 17, NL: 13, ES: 11, IT: 10, PL: 8, BE: 6, SE: 5, AT: 4, PT: 2 })
const CHANNELS = weighted({ web: 46, app: 41, pos: 13 })
const MERCHANTS = {
  groceries: 24,
  fashion: 18,
  electronics: 14,
  travel: 11,
  restaurants: 10,
  gaming: 8,
  gift_cards: 6,
  health: 5,
  home: 4,
}
const MERCHANTS_BEFORE = weighted(MERCHANTS)
const MERCHANTS_AFTER = weighted({ ...MERCHANTS, gift_cards: 27, gaming: 17, groceries: 12, fashion: 10 })

/**
 * Four weeks of card payments, busier by day than by night. From `onset` on amounts double and spread, the mix of
 * merchants moves to gift cards and gaming, 16% of the account ages are −999, and nearly a quarter of the payments are
 * made much nearer by. The fraud, and what the model says of it, stay as they were.
 */
function payments(
  random: RandomSource,
  request: { readonly rows: number; readonly from: number; readonly first: number },
  onset: number = Number.POSITIVE_INFINITY,
): Table {
  const { rows, from, first } = request
  const table = newTable(rows)
  const at = table.time('timestamp', arrivalTimes(random, rows, from), 's')
  table.id('prediction_id', 'tx-', first, 6)
  const country = table.category('country', COUNTRIES.names)
  const merchant = table.category('merchant_category', MERCHANTS_BEFORE.names)
  const channel = table.category('channel', CHANNELS.names)
  const amount = table.number('amount_eur', 2)
  const age = table.number('account_age_days', 0)
  const recent = table.number('payments_24h', 0)
  const distance = table.number('distance_km', 0)
  const email = table.number('email_risk', 3)
  const device = table.category('new_device', ['false', 'true'])
  const score = table.number('score', 3)
  const prediction = table.number('prediction', 0)
  const label = table.number('label', 0)
  for (let row = 0; row < rows; row++) {
    const drifted = at[row] >= onset
    country[row] = COUNTRIES.code(random)
    merchant[row] = (drifted ? MERCHANTS_AFTER : MERCHANTS_BEFORE).code(random)
    channel[row] = CHANNELS.code(random)
    const spent = Math.exp(3.4 + (drifted ? 0.86 : 0) + (drifted ? 1.25 : 1.1) * randomNormal(random))
    amount[row] = Math.min(spent, 25_000)
    const days = Math.floor(randomExponential(random) * 540)
    age[row] = random.uniform() < (drifted ? 0.16 : 0) ? -999 : days
    recent[row] = randomPoisson(random, 1.8)
    const isNear = random.uniform() < (drifted ? 0.23 : 0)
    const far = Math.exp(2.2 + 1.3 * randomNormal(random)) * (isNear ? 0.15 : 1)
    distance[row] = random.uniform() < 0.03 ? Number.NaN : far
    email[row] = 1 / (1 + Math.exp(1.6 - 1.1 * randomNormal(random)))
    device[row] = random.uniform() < 0.14 ? 1 : 0
    const logit =
      -5.1 +
      4.2 * email[row] +
      (device[row] === 1 ? 1.4 : 0) +
      0.28 * recent[row] +
      0.35 * randomNormal(random)
    score[row] = 1 / (1 + Math.exp(-logit))
    label[row] = random.uniform() < score[row] ? 1 : 0
    prediction[row] = score[row] >= 0.25 ? 1 : 0
  }
  return table.done()
}

/** A model that judges payments: four steady weeks as its baseline, and four that drift from `onset` on. */
export function paymentsModel(
  rows: number,
  streams: Streams,
  onset?: number,
): ScenarioModel & { readonly baseline: () => Table } {
  const half = Math.floor(rows / 2)
  return {
    name: 'payments',
    mapping: MAPPING,
    baseline: () => payments(streams('baseline'), { rows: half, from: START, first: 1 }),
    log: once(() => payments(streams('log'), { rows: rows - half, from: LOG_FROM, first: half + 1 }, onset)),
    breaker: BREAKER,
  }
}

/** Ordered times over four weeks: a day has its quiet hours, by thinning of evenly spread candidates. */
function arrivalTimes(random: RandomSource, rows: number, from: number): Float64Array {
  const times = new Float64Array(rows)
  for (let row = 0; row < rows; ) {
    const at = from + random.uniform() * FOUR_WEEKS
    const hour = Math.floor((at % DAY) / HOUR)
    if (random.uniform() < (hour >= 8 && hour < 22 ? 1 : 0.25)) times[row++] = at
  }
  return times.sort()
}

/** Names with whole weights, and a code drawn by them. */
function weighted(weights: Readonly<Record<string, number>>) {
  const names = Object.keys(weights)
  const values = Object.values(weights)
  const total = values.reduce((sum, weight) => sum + weight, 0)
  return {
    names,
    code(random: RandomSource): number {
      let left = randomInteger(random, total)
      return Math.max(
        0,
        values.findIndex((weight) => {
          left -= weight
          return left < 0
        }),
      )
    },
  }
}
