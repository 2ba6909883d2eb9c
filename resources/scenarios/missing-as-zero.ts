import { say } from '#shared/words/say.ts'
import { HOUR } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { fires, silent } from './kit/truth.ts'
import { CREDIT_LOG_FROM } from './worlds/credit.ts'
import { spoiledCredit } from './worlds/spoiled-credit.ts'

const ONSET = CREDIT_LOG_FROM + 33 * HOUR

export const missingAsZero: Scenario = {
  name: 'missing-as-zero',
  title: say('scenario.missing_as_zero.title'),
  story: say('scenario.missing_as_zero.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make: (rows, streams) =>
    spoiledCredit(rows, streams, {
      input: 'utilisation',
      onset: ONSET,
      spoil: (used, random) => (random.uniform() < 0.12 && !Number.isNaN(used) ? 0 : used),
      where: say('truth.where.missing_as_zero'),
      expectations: [
        fires({ monitor: 'quality', code: 'default_spike', column: 'utilisation' }),
        fires(
          { monitor: 'onset', columns: ['utilisation'] },
          { earliest: ONSET - 12 * HOUR, deadline: ONSET + 12 * HOUR },
        ),
        silent({ monitor: 'quality', code: 'missing_rate', column: 'utilisation' }),
        silent({
          monitor: 'drift',
          columns: ['amount', 'account_age_days', 'income_thousands', 'employment', 'region'],
          at_least: 'low',
        }),
      ],
    }),
}
