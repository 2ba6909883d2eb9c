import { say } from '#shared/words/say.ts'
import { DAY, HOUR } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { fires, silent } from './kit/truth.ts'
import { CREDIT_LOG_FROM } from './worlds/credit.ts'
import { spoiledCredit } from './worlds/spoiled-credit.ts'

const ONSET = CREDIT_LOG_FROM + 14 * HOUR

export const sentinel: Scenario = {
  name: 'sentinel',
  title: say('scenario.sentinel.title'),
  story: say('scenario.sentinel.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make: (rows, streams) =>
    spoiledCredit(rows, streams, {
      input: 'age',
      onset: ONSET,
      spoil: (age, random) => (random.uniform() < 0.15 ? -999 : age),
      where: say('truth.where.sentinel'),
      expectations: [
        // With deciles and open ends 15% in the lowest bin read 0.14, less the half day before the onset.
        fires(
          {
            monitor: 'drift',
            columns: ['account_age_days'],
            at_least: 'moderate',
            limits: [{ measure: 'psi', above: 0.1 }],
          },
          { deadline: ONSET + 2 * DAY },
        ),
        fires({
          monitor: 'quality',
          code: 'default_spike',
          column: 'account_age_days',
          at_least: 'high',
        }),
        fires(
          { monitor: 'onset', columns: ['account_age_days'] },
          { earliest: ONSET - 6 * HOUR, deadline: ONSET + 12 * HOUR },
        ),
        silent({
          monitor: 'drift',
          columns: ['amount', 'income_thousands', 'utilisation', 'employment', 'region'],
          at_least: 'low',
        }),
        silent({ monitor: 'quality', code: 'missing_rate' }),
      ],
    }),
}
