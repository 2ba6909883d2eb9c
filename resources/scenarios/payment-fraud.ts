import { say } from '#shared/words/say.ts'
import { DAY, HOUR, rowAt } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { timesOf } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'
import { PAYMENTS_ONSET, paymentsModel } from './worlds/payments.ts'

export const paymentFraud: Scenario = {
  name: 'payment-fraud',
  title: say('sample.fraud.title'),
  story: say('sample.fraud.story'),
  kind: 'incident',
  models: 1,
  leastRows: 10_000,
  make(rows, streams) {
    const model = paymentsModel(rows, streams, PAYMENTS_ONSET)
    const times = timesOf(model.log())
    return {
      models: [model],
      truth: {
        onset: new Date(PAYMENTS_ONSET).toISOString(),
        affected: {
          rows: times.length - rowAt(times, PAYMENTS_ONSET),
          of: rows,
          where: say('truth.where.payment_fraud'),
        },
        expectations: [
          fires(
            { monitor: 'drift', columns: ['merchant_category', 'amount_eur'], at_least: 'high' },
            { deadline: PAYMENTS_ONSET + 2 * DAY },
          ),
          fires({ monitor: 'drift', columns: ['account_age_days'], at_least: 'moderate' }),
          fires({ monitor: 'drift', columns: ['distance_km'], at_least: 'low' }),
          fires({ monitor: 'quality', code: 'default_spike', column: 'account_age_days' }),
          fires(
            { monitor: 'onset', columns: ['merchant_category', 'amount_eur', 'account_age_days'] },
            { earliest: PAYMENTS_ONSET - 12 * HOUR, deadline: PAYMENTS_ONSET + 12 * HOUR },
          ),
          silent({
            monitor: 'drift',
            columns: ['country', 'channel', 'payments_24h', 'email_risk', 'new_device', 'score'],
            at_least: 'low',
          }),
          silent({ monitor: 'performance', at_least: 'low' }),
          silent({ monitor: 'calibration', at_least: 'low' }),
          silent({ monitor: 'breaker', path: ['OPEN'] }),
        ],
      },
    }
  },
}
