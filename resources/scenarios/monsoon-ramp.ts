import { say } from '#shared/words/say.ts'
import { DAY } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { fires, misses } from './kit/truth.ts'
import { GOOD_ACCURACY } from './worlds/arrivals.ts'
import { MONSOON_ONSET, monsoon } from './worlds/monsoon.ts'

/** Down to 62% by two points a day. */
const accuracyAt = (at: number): number =>
  Math.max(0.62, GOOD_ACCURACY - 0.02 * Math.max(0, (at - MONSOON_ONSET) / DAY))

export const monsoonRamp: Scenario = {
  name: 'monsoon-ramp',
  title: say('scenario.monsoon_ramp.title'),
  story: say('scenario.monsoon_ramp.story'),
  kind: 'incident',
  models: 1,
  leastRows: 20_000,
  make: (rows, streams) =>
    monsoon(rows, streams, accuracyAt, [
      fires(
        { monitor: 'alerts', rule: 'frozen-accuracy', severity: 'critical' },
        { earliest: MONSOON_ONSET, deadline: MONSOON_ONSET + 10 * DAY },
      ),
      misses(
        { monitor: 'alerts', rule: 'rolling-accuracy', severity: 'critical' },
        say('truth.miss.monsoon_ramp'),
      ),
      fires({ monitor: 'alert_lint', code: 'boiling_frog', rule: 'rolling-accuracy' }),
      fires(
        { monitor: 'performance', metric: 'accuracy', at_least: 'high' },
        { earliest: MONSOON_ONSET, deadline: MONSOON_ONSET + 10 * DAY },
      ),
    ]),
}
