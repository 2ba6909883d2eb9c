import { randomNormal } from '../../shared/stats/random.ts'
import {
  between,
  chance,
  DAY,
  evenTimes,
  HOUR,
  logistic,
  logNormal,
  rowAt,
  weightedCode,
} from './kit/draw.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import { newTable, once, type Table, timesOf } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 7, 1)
const LOG_FROM = Date.UTC(2026, 7, 12)
const ONSET = Date.UTC(2026, 7, 18)
const LOG_TO = Date.UTC(2026, 7, 26)
const CATEGORIES = ['electronics', 'fashion', 'home', 'sweets', 'gifts']
const BEFORE = [0.4, 0.32, 0.2, 0.04, 0.04]
const AFTER = [0.12, 0.36, 0.08, 0.22, 0.22]
/** Logits at which the mean of the scores is the share of clicks, 6.7% and 5.2%. */
const USUAL_CLICKS = -2.75
const FESTIVE_CLICKS = -3.025

type Request = { readonly rows: number; readonly from: number; readonly to: number; readonly first: number }

function offers(streams: Streams, part: string, { rows, from, to, first }: Request): Table {
  const random = streams(part)
  const before = weightedCode(BEFORE)
  const after = weightedCode(AFTER)
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams(`${part} times`), rows, from, to))
  table.id('prediction_id', 'offer-', first)
  const category = table.category('category', CATEGORIES)
  const value = table.number('order_value', 2)
  const age = table.number('account_months', 1)
  const score = table.number('score', 5)
  const prediction = table.number('prediction', 0)
  const label = table.number('label', 0)
  const known = table.time('label_timestamp')
  for (let row = 0; row < rows; row++) {
    const isFestive = at[row] >= ONSET
    category[row] = (isFestive ? after : before)(random)
    value[row] = logNormal(random, 6.2, 0.5) * (isFestive ? 1.47 : 1)
    age[row] = 60 * random.uniform()
    score[row] = logistic((isFestive ? FESTIVE_CLICKS : USUAL_CLICKS) + 0.5 * randomNormal(random))
    prediction[row] = score[row] >= 0.1 ? 1 : 0
    label[row] = chance(random, score[row])
    known[row] = Math.floor(at[row] + between(random, 0.1, 2) * HOUR)
  }
  return table.done()
}

export const festiveShift: Scenario = {
  name: 'festive-shift',
  title: 'Lamps, sweets and gifts',
  story:
    'A scenario. On 18 August the festive season begins: people buy sweets and gifts in place of electronics, orders are worth 47% more, and fewer offers are clicked, 5.2% in place of 6.7%. The inputs have changed beyond doubt. The probabilities have followed, and still come true.',
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    const before = Math.floor((rows * (LOG_FROM - START)) / (LOG_TO - START))
    const log = once(() =>
      offers(streams, 'log', { rows: rows - before, from: LOG_FROM, to: LOG_TO, first: before }),
    )
    return {
      models: [
        {
          name: 'offers',
          mapping: {
            roles: {
              timestamp: 'timestamp',
              prediction_id: 'prediction_id',
              category: 'feature',
              order_value: 'feature',
              account_months: 'feature',
              score: 'score',
              prediction: 'prediction',
              label: 'label',
              label_timestamp: 'label_timestamp',
            },
            task: 'binary',
            positive: 1,
            timezone: 'UTC',
          },
          baseline: () => offers(streams, 'baseline', { rows: before, from: START, to: LOG_FROM, first: 0 }),
          log,
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: rows - before - rowAt(timesOf(log()), ONSET),
          of: rows,
          where: 'Every row from 18 August on.',
        },
        expectations: [
          fires(
            {
              monitor: 'drift',
              columns: ['category'],
              at_least: 'high',
              limits: [{ measure: 'js', above: 0.02 }],
            },
            { deadline: ONSET + 2 * DAY },
          ),
          fires(
            {
              monitor: 'drift',
              columns: ['order_value'],
              at_least: 'moderate',
              limits: [{ measure: 'ks', above: 0.12 }],
            },
            { deadline: ONSET + 2 * DAY },
          ),
          fires(
            { monitor: 'onset', columns: ['category', 'order_value'] },
            { earliest: ONSET - 12 * HOUR, deadline: ONSET + 12 * HOUR },
          ),
          fires(
            { monitor: 'detector', method: 'kswin', stream: 'order_value' },
            { earliest: ONSET, deadline: ONSET + 12 * HOUR },
          ),
          fires(
            { monitor: 'detector', method: 'adwin', stream: 'order_value' },
            { earliest: ONSET, deadline: ONSET + DAY },
          ),
          silent({ monitor: 'calibration', at_least: 'low' }),
          silent({ monitor: 'drift', columns: ['account_months'], at_least: 'low' }),
        ],
      },
    }
  },
}
