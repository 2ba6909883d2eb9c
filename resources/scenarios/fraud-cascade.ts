import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { DAY, evenTimes, HOUR, logistic } from './kit/draw.ts'
import type { Scenario, ScenarioModel, Streams } from './kit/scenario.ts'
import { newTable, type Table } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 0, 5)
const ONSET = START + 36 * DAY
const END = ONSET + 44 * DAY
const ROOT = 'fraud'
/** Who reads the share of blocked payments, and how old it is when they do. */
const READERS = [
  { name: 'limits', lag: HOUR },
  { name: 'offers', lag: DAY },
  { name: 'churn', lag: 2 * DAY },
  { name: 'credit', lag: 7 * DAY },
  { name: 'marketing', lag: 14 * DAY },
  { name: 'planning', lag: 30 * DAY },
] as const

const MAPPING: ScenarioModel['mapping'] = {
  roles: {
    timestamp: 'timestamp',
    prediction_id: 'prediction_id',
    block_rate: 'feature',
    activity: 'feature',
    score: 'score',
  },
  task: 'regression',
  timezone: 'UTC',
}

/** The share of payments that the root blocks, by hour: a slow wander, and more of it from the onset on. */
function blockRates(streams: Streams): (at: number) => number {
  const random = streams('block rate')
  const hours = Math.ceil((END - START) / HOUR) + 1
  const rates = new Float64Array(hours)
  let wander = 0
  for (let hour = 0; hour < hours; hour++) {
    wander = 0.8 * wander + 0.6 * randomNormal(random)
    rates[hour] = 0.02 + 0.002 * wander + (START + hour * HOUR >= ONSET ? 0.02 : 0)
  }
  return (at) => rates[Math.max(0, Math.min(hours - 1, Math.floor((at - START) / HOUR)))]
}

function scores(
  streams: Streams,
  name: string,
  rows: number,
  rateAt: (at: number) => number,
  lag: number,
): Table {
  const random = streams(name)
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams(`${name} times`), rows, START, END))
  table.id('prediction_id', `${name}-`)
  const rate = table.number('block_rate', 5)
  const activity = table.number('activity', 3)
  const score = table.number('score', 5)
  for (let row = 0; row < rows; row++) {
    rate[row] = rateAt(at[row] - lag)
    // Customers whose payments are blocked do less: −15% where the rate doubles.
    activity[row] = 10 - 75 * (rate[row] - 0.02) + 0.8 * randomNormal(random)
    score[row] =
      name === ROOT
        ? rate[row] + 0.0004 * randomNormal(random)
        : logistic(-0.4 + 45 * (rate[row] - 0.02) + 0.12 * randomNormal(random))
  }
  return table.done()
}

export const fraudCascade: Scenario = {
  name: 'fraud-cascade',
  title: say('scenario.fraud_cascade.title'),
  story: say('scenario.fraud_cascade.story'),
  kind: 'incident',
  models: READERS.length + 1,
  leastRows: 16_000,
  make(rows, streams) {
    const each = Math.floor(rows / (READERS.length + 1))
    const rateAt = blockRates(streams)
    return {
      models: [
        {
          name: ROOT,
          mapping: MAPPING,
          baseline: null,
          log: () => scores(streams, ROOT, each, rateAt, 0),
          manifest: `model: ${ROOT}\nowner: payments\n`,
        },
        ...READERS.map(
          ({ name, lag }): ScenarioModel => ({
            name,
            mapping: MAPPING,
            baseline: null,
            log: () => scores(streams, name, each, rateAt, lag),
            manifest: `model: ${name}\nowner: ${name}-team\nupstream:\n  - {model: ${ROOT}, column: block_rate}\n`,
          }),
        ),
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: READERS.reduce(
            (sum, { lag }) => sum + Math.floor((each * (END - ONSET - lag)) / (END - START)),
            Math.floor((each * (END - ONSET)) / (END - START)),
          ),
          of: each * (READERS.length + 1),
          where: say('truth.where.fraud_cascade'),
        },
        expectations: [
          fires(
            {
              monitor: 'fleet',
              mode: 'cascade',
              root: ROOT,
              lags: READERS.map(({ name, lag }) => ({ to: name, hours: lag / HOUR })),
            },
            { earliest: ONSET - DAY, deadline: ONSET + DAY },
          ),
          silent({ monitor: 'fleet', mode: 'correlated_collapse' }),
        ],
      },
    }
  },
}
