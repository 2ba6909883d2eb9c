import { say } from '#shared/words/say.ts'
import type { Scenario } from './kit/scenario.ts'
import { nothingHappens } from './kit/truth.ts'
import { creditModel } from './worlds/credit.ts'

export const healthyBank: Scenario = {
  name: 'healthy-bank',
  title: say('scenario.healthy_bank.title'),
  story: say('scenario.healthy_bank.story'),
  kind: 'control',
  models: 1,
  leastRows: 4_000,
  make: (rows, streams) => ({
    models: [creditModel(rows, streams)],
    truth: nothingHappens(rows),
  }),
}
