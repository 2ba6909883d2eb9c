import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, evenTimes, rowAt } from './kit/draw.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import { newTable, once, type Table, timesOf } from './kit/table.ts'
import { fires } from './kit/truth.ts'

const START = Date.UTC(2025, 0, 6)
const CORRECTION = START + 300 * DAY
const END = START + 330 * DAY

/** Share of the comparables that are purchases of its own, from a few to most. */
const ownShare = (at: number): number => 0.04 + 0.66 * Math.min(1, (at - START) / (CORRECTION - START))

function homes(streams: Streams, rows: number): Table {
  const random = streams('log')
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams('times'), rows, START, END))
  table.id('prediction_id', 'home-')
  const area = table.number('area_m2', 1)
  const comparables = table.number('comparable_price', 2)
  const influenced = table.category('model_influenced', ['false', 'true'])
  const score = table.number('score', 2)
  const label = table.number('label', 2)
  const known = table.time('label_timestamp')
  const margin = table.number('resale_margin', 4)
  for (let row = 0; row < rows; row++) {
    area[row] = Math.max(30, 120 + 30 * randomNormal(random))
    const worth = 200 + 1.6 * area[row] + 40 * randomNormal(random)
    comparables[row] = worth + 25 * randomNormal(random)
    score[row] = comparables[row] + 6 * randomNormal(random)
    const isOwn = chance(random, ownShare(at[row]))
    influenced[row] = isOwn
    const isOver = at[row] >= CORRECTION
    // What it buys itself is sold at about what it says; when nobody else believes that any more, prices fall.
    label[row] = isOver
      ? 0.88 * worth + 30 * randomNormal(random)
      : isOwn === 1
        ? score[row] + 4 * randomNormal(random)
        : worth
    known[row] = Math.floor(at[row] + between(random, 1, 4) * DAY)
    margin[row] = isOver ? -0.06 + 0.04 * randomNormal(random) : 0.02 + 0.04 * randomNormal(random)
  }
  return table.done()
}

export const homeBuyingLoop: Scenario = {
  name: 'home-buying-loop',
  title: say('scenario.home_buying_loop.title'),
  story: say('scenario.home_buying_loop.story'),
  kind: 'incident',
  models: 1,
  leastRows: 16_000,
  make(rows, streams) {
    const log = once(() => homes(streams, rows))
    return {
      models: [
        {
          name: 'pricing',
          mapping: {
            roles: {
              timestamp: 'timestamp',
              prediction_id: 'prediction_id',
              area_m2: 'feature',
              comparable_price: 'feature',
              model_influenced: 'model_influenced',
              resale_margin: 'feature',
              score: 'score',
              label: 'label',
              label_timestamp: 'label_timestamp',
            },
            task: 'regression',
            timezone: 'UTC',
          },
          baseline: null,
          log,
          breaker: `schema: driftdesk.breaker/1
model: pricing
any:
  - metric: guard
    column: resale_margin
    below: -0.02
    window: 5 d
    min_rows: 50
cooldown: 2 d
fallback: human_review
on_no_labels: hold
max_label_silence: 14 d
`,
        },
      ],
      truth: {
        onset: new Date(START).toISOString(),
        affected: {
          rows: rows - rowAt(timesOf(log()), CORRECTION),
          of: rows,
          where: say('truth.where.home_buying_loop'),
        },
        expectations: [
          fires({ monitor: 'feedback', at_least: 'likely', tests: ['self_training'] }),
          fires(
            { monitor: 'breaker', path: ['CLOSED', 'OPEN'] },
            { earliest: CORRECTION, deadline: CORRECTION + 7 * DAY },
          ),
          fires(
            { monitor: 'performance', metric: 'mae', at_least: 'high' },
            { earliest: CORRECTION, deadline: CORRECTION + 31 * DAY },
          ),
          fires({ monitor: 'fleet', mode: 'feedback_monster', models: ['pricing'] }),
        ],
      },
    }
  },
}
