import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, HOUR, logistic, logNormal, weightedCode } from './kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part, twoParts } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import type { Table } from './kit/table.ts'
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

function offers(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const before = weightedCode(BEFORE)
  const after = weightedCode(AFTER)
  const { table, at, random } = openTable(streams, name, part, 'offer-')
  const category = table.category('category', CATEGORIES)
  const value = table.number('order_value', 2)
  const age = table.number('account_months', 1)
  const { score, prediction, label, known } = decisionColumns(table, 5)
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
  title: say('scenario.festive_shift.title'),
  story: say('scenario.festive_shift.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    const before = Math.floor((rows * (LOG_FROM - START)) / (LOG_TO - START))
    const parts = twoParts(rows, before, [START, LOG_FROM, LOG_TO], (name, part) =>
      offers(streams, name, part),
    )
    return {
      models: [
        {
          name: 'offers',
          mapping: decisionMapping({
            category: 'feature',
            order_value: 'feature',
            account_months: 'feature',
          }),
          baseline: parts.baseline,
          log: parts.log,
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: parts.since(ONSET),
          of: rows,
          where: say('truth.where.festive_shift'),
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
