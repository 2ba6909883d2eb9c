import { say } from '#shared/words/say.ts'
import { DAY, rowAt } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { timesOf } from './kit/table.ts'
import { fires, misses, silent } from './kit/truth.ts'
import { CREDIT_LOG_FROM, creditModel } from './worlds/credit.ts'

const ONSET = CREDIT_LOG_FROM + DAY

export const oneOutlier: Scenario = {
  name: 'one-outlier',
  title: say('scenario.one_outlier.title'),
  story: say('scenario.one_outlier.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    let isTyped = false
    const model = creditModel(rows, streams, {
      income(income, at) {
        if (at < ONSET) return income
        if (!isTyped) {
          isTyped = true
          return 1e6
        }
        return income + 2.5 * 8
      },
    })
    const log = model.log()
    return {
      models: [model],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: log.rows - rowAt(timesOf(log), ONSET),
          of: rows,
          where: say('truth.where.one_outlier'),
        },
        expectations: [
          fires(
            {
              monitor: 'drift',
              columns: ['income_thousands'],
              at_least: 'high',
              limits: [{ measure: 'psi', above: 1 }],
            },
            { deadline: ONSET + 2 * DAY },
          ),
          fires(
            { monitor: 'onset', columns: ['income_thousands'] },
            { earliest: ONSET - DAY / 2, deadline: ONSET + DAY / 2 },
          ),
          fires({ monitor: 'convention', column: 'income_thousands', binning: 'quantile', psi_above: 1 }),
          misses(
            { monitor: 'convention', column: 'income_thousands', binning: 'uniform-pooled', psi_above: 0.1 },
            say('truth.miss.one_outlier'),
          ),
          silent({ monitor: 'drift', columns: ['amount', 'account_age_days', 'region'], at_least: 'low' }),
        ],
      },
    }
  },
}
