import { say } from '#shared/words/say.ts'
import { DAY } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { fires, silent } from './kit/truth.ts'
import { GOOD_ACCURACY } from './worlds/arrivals.ts'
import { MONSOON_ONSET, monsoon } from './worlds/monsoon.ts'

export const monsoonStep: Scenario = {
  name: 'monsoon-step',
  title: say('scenario.monsoon_step.title'),
  story: say('scenario.monsoon_step.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make: (rows, streams) =>
    monsoon(rows, streams, (at) => (at >= MONSOON_ONSET ? 0.62 : GOOD_ACCURACY), [
      fires(
        { monitor: 'performance', metric: 'accuracy', at_least: 'high' },
        { earliest: MONSOON_ONSET, deadline: MONSOON_ONSET + DAY },
      ),
      fires(
        { monitor: 'alerts', rule: 'frozen-accuracy', severity: 'critical' },
        { earliest: MONSOON_ONSET, deadline: MONSOON_ONSET + DAY },
      ),
      fires({ monitor: 'calibration', at_least: 'high' }, { earliest: MONSOON_ONSET }),
      silent({
        monitor: 'drift',
        columns: ['distance_km', 'kitchen_load', 'courier_rating', 'city', 'score'],
        at_least: 'low',
      }),
    ]),
}
