import { HOUR } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { fires, silent } from './kit/truth.ts'
import { CREDIT_LOG_FROM } from './worlds/credit.ts'
import { spoiledCredit } from './worlds/spoiled-credit.ts'

const ONSET = CREDIT_LOG_FROM + 33 * HOUR

export const missingAsZero: Scenario = {
  name: 'missing-as-zero',
  title: 'Nothing is missing',
  story:
    'A scenario. A supplier of credit data fails for one customer in eight, and a well-meant line of code fills the gaps with 0. The share of missing values stays where it always was, so a rule on missing values has nothing to say; a pile of zeros does.',
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make: (rows, streams) =>
    spoiledCredit(rows, streams, {
      input: 'utilisation',
      onset: ONSET,
      spoil: (used, random) => (random.uniform() < 0.12 && !Number.isNaN(used) ? 0 : used),
      where: '12% of the rows from the onset on: utilisation is 0 in place of nothing.',
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
