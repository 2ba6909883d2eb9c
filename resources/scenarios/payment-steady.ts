import { say } from '#shared/words/say.ts'
import type { Scenario } from './kit/scenario.ts'
import { nothingHappens } from './kit/truth.ts'
import { paymentsModel } from './worlds/payments.ts'

export const paymentSteady: Scenario = {
  name: 'payment-steady',
  title: say('sample.steady.title'),
  story: say('sample.steady.story'),
  kind: 'control',
  models: 1,
  leastRows: 4_000,
  make: (rows, streams) => ({ models: [paymentsModel(rows, streams)], truth: nothingHappens(rows) }),
}
