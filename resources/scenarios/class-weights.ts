import { say } from '#shared/words/say.ts'
import { DAY } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { fires, silent } from './kit/truth.ts'
import { CREDIT_LOG_FROM, creditModel } from './worlds/credit.ts'

const FACTOR = 10

export const classWeights: Scenario = {
  name: 'class-weights',
  title: say('scenario.class_weights.title'),
  story: say('scenario.class_weights.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    const model = creditModel(rows, streams, {
      score: (p) => (FACTOR * p) / (FACTOR * p + 1 - p),
    })
    const log = model.log()
    return {
      models: [model],
      truth: {
        onset: new Date(CREDIT_LOG_FROM).toISOString(),
        affected: {
          rows: log.rows,
          of: rows,
          where: say('truth.where.class_weights'),
        },
        expectations: [
          fires({ monitor: 'calibration', at_least: 'high' }, { deadline: CREDIT_LOG_FROM + 2 * DAY }),
          fires({
            monitor: 'calibration',
            at_least: 'high',
            signature: 'class_weights',
            limits: [{ measure: 'intercept_at_slope_one', above: -Math.log(13), below: -Math.log(7.5) }],
          }),
          fires({ monitor: 'drift', columns: ['score'], at_least: 'high' }),
          silent({ monitor: 'performance', metric: 'roc_auc', at_least: 'low' }),
          silent({
            monitor: 'drift',
            columns: ['amount', 'account_age_days', 'income_thousands', 'utilisation', 'employment'],
            at_least: 'low',
          }),
        ],
      },
    }
  },
}
