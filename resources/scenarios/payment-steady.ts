import { say } from '#shared/words/say.ts'
import type { Scenario } from './kit/scenario.ts'
import { quiet } from './kit/truth.ts'
import {
  PAYMENTS_BREAKER,
  PAYMENTS_LOG_FROM,
  PAYMENTS_MAPPING,
  PAYMENTS_START,
  payments,
} from './worlds/payments.ts'

export const paymentSteady: Scenario = {
  name: 'payment-steady',
  title: say('sample.steady.title'),
  story: say('sample.steady.story'),
  kind: 'control',
  models: 1,
  leastRows: 4_000,
  make(rows, streams) {
    const half = Math.floor(rows / 2)
    return {
      models: [
        {
          name: 'payments',
          mapping: PAYMENTS_MAPPING,
          baseline: () => payments(streams('baseline'), { rows: half, from: PAYMENTS_START, first: 1 }),
          log: () =>
            payments(streams('log'), { rows: rows - half, from: PAYMENTS_LOG_FROM, first: half + 1 }),
          breaker: PAYMENTS_BREAKER,
        },
      ],
      truth: {
        onset: null,
        affected: { rows: 0, of: rows, where: 'Nothing happens.' },
        expectations: quiet(),
      },
    }
  },
}
