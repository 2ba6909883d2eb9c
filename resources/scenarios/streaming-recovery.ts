import { say } from '#shared/words/say.ts'
import { DAY, rowAt } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { once, timesOf } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'
import { ARRIVALS_MAPPING, arrivals, arrivalsBreaker, GOOD_ACCURACY } from './worlds/arrivals.ts'

const START = Date.UTC(2026, 4, 4)
const LOG_FROM = START + 14 * DAY
const ONSET = LOG_FROM + 6 * DAY
const FIXED = ONSET + 14 * DAY
const LOG_TO = FIXED + 10 * DAY

export const streamingRecovery: Scenario = {
  name: 'streaming-recovery',
  title: say('scenario.streaming_recovery.title'),
  story: say('scenario.streaming_recovery.story'),
  kind: 'incident',
  models: 1,
  leastRows: 10_000,
  make(rows, streams) {
    const before = Math.floor(rows * 0.3)
    const log = once(() =>
      arrivals(streams, 'log', { rows: rows - before, from: LOG_FROM, to: LOG_TO, first: before }, (at) =>
        at >= ONSET && at < FIXED ? 0.6 : GOOD_ACCURACY,
      ),
    )
    const times = timesOf(log())
    return {
      models: [
        {
          name: 'arrivals',
          mapping: ARRIVALS_MAPPING,
          baseline: () =>
            arrivals(streams, 'baseline', { rows: before, from: START, to: LOG_FROM, first: 0 }),
          log,
          breaker: arrivalsBreaker(0.78, 0.8),
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: rowAt(times, FIXED) - rowAt(times, ONSET),
          of: rows,
          where: say('truth.where.streaming_recovery'),
        },
        expectations: [
          fires(
            { monitor: 'breaker', path: ['CLOSED', 'OPEN'] },
            { earliest: ONSET, deadline: ONSET + 2 * DAY },
          ),
          fires(
            { monitor: 'breaker', path: ['CLOSED', 'OPEN', 'HALF_OPEN', 'CLOSED'] },
            { earliest: FIXED, deadline: FIXED + 7 * DAY },
          ),
          silent({ monitor: 'breaker', path: ['CLOSED', 'OPEN', 'HALF_OPEN', 'CLOSED', 'OPEN'] }),
          fires(
            { monitor: 'performance', metric: 'accuracy', at_least: 'high' },
            { earliest: ONSET, deadline: ONSET + 3 * DAY },
          ),
          silent({
            monitor: 'drift',
            columns: ['distance_km', 'kitchen_load', 'courier_rating'],
            at_least: 'low',
          }),
        ],
      },
    }
  },
}
