import { DAY, HOUR } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { once } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'
import { applications, CREDIT_MAPPING } from './worlds/credit.ts'

const START = Date.UTC(2026, 2, 2)
const LOG_FROM = START + 14 * DAY
const LOG_TO = LOG_FROM + 10 * DAY
const ONSET = LOG_FROM + 14 * HOUR

export const sentinel: Scenario = {
  name: 'sentinel',
  title: 'Minus nine hundred and ninety-nine',
  story:
    'A scenario. On a Monday afternoon a join in the feature pipeline stops finding some customers, and writes −999 where the age of their account belongs: 15% of the rows. The model takes them for customers of no age at all and goes on.',
  kind: 'incident',
  models: 1,
  leastRows: 4_000,
  make(rows, streams) {
    const half = Math.floor(rows / 2)
    const counted = { rows: 0 }
    const log = once(() =>
      applications(
        streams,
        'log',
        { rows: rows - half, from: LOG_FROM, to: LOG_TO, first: half },
        {
          age: (age, at, random) => {
            const isLost = random.uniform() < 0.15 && at >= ONSET
            if (isLost) counted.rows++
            return isLost ? -999 : age
          },
        },
      ),
    )
    log()
    return {
      models: [
        {
          name: 'credit',
          mapping: CREDIT_MAPPING,
          baseline: () =>
            applications(streams, 'baseline', { rows: half, from: START, to: LOG_FROM, first: 0 }),
          log,
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: counted.rows,
          of: rows,
          where: '15% of the rows from the onset on: account_age_days is −999.',
        },
        expectations: [
          fires(
            {
              monitor: 'drift',
              columns: ['account_age_days'],
              // With deciles and open ends 15% in the lowest bin read 0.14, less the half day before the onset.
              at_least: 'moderate',
              limits: [{ measure: 'psi', above: 0.1 }],
            },
            { deadline: ONSET + 2 * DAY },
          ),
          fires({ monitor: 'quality', code: 'default_spike', column: 'account_age_days' }),
          fires(
            { monitor: 'onset', columns: ['account_age_days'] },
            { earliest: ONSET - 6 * HOUR, deadline: ONSET + 12 * HOUR },
          ),
          silent({
            monitor: 'drift',
            columns: ['amount', 'utilisation', 'employment', 'region'],
            at_least: 'low',
          }),
          silent({ monitor: 'quality', code: 'missing_rate' }),
        ],
      },
    }
  },
}
