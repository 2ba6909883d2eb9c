import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { DAY } from './kit/draw.ts'
import { openTable, type Part, twoParts } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import type { Table } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2020, 1, 3)
const LOG_FROM = START + 28 * DAY
const ONSET = LOG_FROM + 10 * DAY
const LOG_TO = ONSET + 12 * DAY
/** What is forecast and what is bought from the onset on, over what was usual; the last three are not hit. */
const CATEGORIES = [
  { name: 'masks', forecast: 1.1, actual: 50 },
  { name: 'sanitiser', forecast: 0.9, actual: 100 },
  { name: 'paper', forecast: 0.8, actual: 20 },
  { name: 'flour', forecast: 1.2, actual: 15 },
  { name: 'suitcases', forecast: 2, actual: 0.1 },
  { name: 'batteries', forecast: 1, actual: 1 },
  { name: 'toys', forecast: 1, actual: 1 },
  { name: 'paint', forecast: 1, actual: 1 },
] as const
const SPARED = CATEGORIES.filter(({ actual }) => actual === 1).map(({ name }) => name)
const HIT = CATEGORIES.filter(({ actual }) => actual !== 1).map(({ name }) => name)

/** What is bought and what is forecast differ by an eighth while all is well. */
const BREAKER = `schema: driftdesk.breaker/1
model: demand
by: category
any:
  - metric: mape
    above: 50%
    window: 4 d
    min_labelled: 20
cooldown: 1 d
half_open: {share: 0.05, min_labelled: 30}
fallback: human_review
on_no_labels: hold
max_label_silence: 7 d
autonomy: 2
`

function demand(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const { table, at, random } = openTable(streams, name, part, 'forecast-')
  const category = table.category(
    'category',
    CATEGORIES.map(({ name }) => name),
  )
  const price = table.number('price', 2)
  const stores = table.number('stores', 0)
  const score = table.number('score', 2)
  const label = table.number('label', 2)
  const known = table.time('label_timestamp')
  for (let row = 0; row < rows; row++) {
    const kind = Math.floor(CATEGORIES.length * random.uniform())
    category[row] = kind
    price[row] = 4 + 12 * random.uniform()
    stores[row] = 5 + Math.floor(40 * random.uniform())
    const isAfter = at[row] >= ONSET
    const usual = 60 + 2 * stores[row]
    score[row] = usual * (isAfter ? CATEGORIES[kind].forecast : 1)
    label[row] = Math.max(
      1,
      usual * (isAfter ? CATEGORIES[kind].actual : 1) * (1 + 0.12 * randomNormal(random)),
    )
    known[row] = at[row] + DAY
  }
  return table.done()
}

export const retailMape: Scenario = {
  name: 'retail-mape',
  title: say('scenario.retail_mape.title'),
  story: say('scenario.retail_mape.story'),
  kind: 'incident',
  models: 1,
  leastRows: 12_000,
  make(rows, streams) {
    const half = Math.floor(rows / 2)
    const parts = twoParts(rows, half, [START, LOG_FROM, LOG_TO], (name, part) => demand(streams, name, part))
    const after = parts.since(ONSET)
    return {
      models: [
        {
          name: 'demand',
          mapping: {
            roles: {
              timestamp: 'timestamp',
              prediction_id: 'prediction_id',
              category: 'segment',
              price: 'feature',
              stores: 'feature',
              score: 'score',
              label: 'label',
              label_timestamp: 'label_timestamp',
            },
            task: 'regression',
            timezone: 'UTC',
          },
          baseline: parts.baseline,
          log: parts.log,
          breaker: BREAKER,
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: Math.round((after * HIT.length) / CATEGORIES.length),
          of: rows,
          where: say('truth.where.retail_mape', { categories: HIT }),
        },
        expectations: [
          fires(
            { monitor: 'performance', metric: 'mae', at_least: 'high' },
            { earliest: ONSET, deadline: ONSET + 3 * DAY },
          ),
          ...['masks', 'sanitiser', 'paper', 'flour'].map((value) =>
            fires({ monitor: 'slices', column: 'category', value }),
          ),
          ...SPARED.map((value) => silent({ monitor: 'slices', column: 'category', value })),
          silent({ monitor: 'drift', columns: ['price', 'stores', 'category'], at_least: 'low' }),
          ...HIT.map((value) =>
            fires(
              { monitor: 'breaker', path: ['CLOSED', 'OPEN'], segment: { column: 'category', value } },
              { earliest: ONSET, deadline: ONSET + 5 * DAY },
            ),
          ),
          ...SPARED.map((value) =>
            silent({ monitor: 'breaker', path: ['OPEN'], segment: { column: 'category', value } }),
          ),
        ],
      },
    }
  },
}
