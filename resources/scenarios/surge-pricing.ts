import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, HOUR, logistic, MINUTE, weightedCode } from './kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import { once, type Table } from './kit/table.ts'
import { fires, misses, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 6, 6)
const LOG_FROM = START + DAY
const ONSET = LOG_FROM
const LOG_TO = LOG_FROM + DAY

/** Rides with their fare over what a ride of that length usually costs. */
function rides(streams: Streams, name: string, part: Part, note: () => void): Table {
  const { rows } = part
  const cityOf = weightedCode([40, 35, 25])
  const { table, at, random } = openTable(streams, name, part, 'ride-')
  const rider = table.key('rider_id', 'rider-')
  const riders = streams(`${name} riders`)
  const distance = table.number('distance_km', 2)
  const price = table.number('price', 2)
  const ratio = table.number('price_ratio', 3)
  const city = table.category('city', ['delhi', 'mumbai', 'kolkata'])
  const version = table.category('version', ['2026.7'])
  const { score, prediction, label, known } = decisionColumns(table)
  for (let row = 0; row < rows; row++) {
    rider[row] = Math.floor(30_000 * riders.uniform())
    distance[row] = 2 + 10 * random.uniform()
    const usual = 40 + 14 * distance[row]
    const isSurged = random.uniform() < 0.2 && at[row] >= ONSET
    if (isSurged) note()
    ratio[row] = (1 + 0.08 * randomNormal(random)) * (isSurged ? 4 : 1)
    price[row] = usual * ratio[row]
    city[row] = cityOf(random)
    version[row] = 0
    score[row] = logistic(0.9 + 0.6 * randomNormal(random))
    prediction[row] = score[row] >= 0.5 ? 1 : 0
    label[row] = chance(random, score[row])
    known[row] = Math.floor(at[row] + between(random, 1, 9) * MINUTE)
  }
  return table.done()
}

export const surgePricing: Scenario = {
  name: 'surge-pricing',
  title: say('scenario.surge_pricing.title'),
  story: say('scenario.surge_pricing.story'),
  kind: 'incident',
  models: 1,
  leastRows: 4_000,
  make(rows, streams) {
    const half = Math.floor(rows / 2)
    let affected = 0
    const log = once(() =>
      rides(streams, 'log', { rows: rows - half, from: LOG_FROM, to: LOG_TO, first: half }, () => {
        affected++
      }),
    )
    log()
    return {
      models: [
        {
          name: 'fares',
          mapping: decisionMapping({
            rider_id: 'entity_id',
            distance_km: 'feature',
            price: 'feature',
            price_ratio: 'feature',
            city: 'segment',
            version: 'version',
          }),
          baseline: () =>
            rides(streams, 'baseline', { rows: half, from: START, to: LOG_FROM, first: 0 }, () => undefined),
          log,
          breaker: `schema: driftdesk.breaker/1
model: fares
any:
  - metric: guard
    column: price_ratio
    above: 1.3
    window: 200 rows
    min_rows: 100
fallback: previous_version
on_no_labels: hold
`,
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: affected,
          of: rows,
          where: say('truth.where.surge_pricing'),
        },
        expectations: [
          fires({
            monitor: 'drift',
            columns: ['price'],
            at_least: 'high',
            limits: [{ measure: 'psi', above: 0.2 }],
          }),
          fires(
            { monitor: 'breaker', path: ['CLOSED', 'OPEN'] },
            { earliest: ONSET, deadline: ONSET + 4 * HOUR },
          ),
          fires({ monitor: 'convention', column: 'price', binning: 'quantile', psi_above: 0.15 }),
          misses(
            { monitor: 'convention', column: 'price', binning: 'baseline-range-only', psi_above: 0.1 },
            say('truth.miss.surge_pricing'),
          ),
          silent({ monitor: 'drift', columns: ['distance_km', 'city', 'score'], at_least: 'low' }),
          fires({ monitor: 'readiness', question: 'blast_radius' }),
        ],
      },
    }
  },
}
