import type { Scenario } from './kit/scenario.ts'
import { quiet } from './kit/truth.ts'
import { creditModel } from './worlds/credit.ts'

export const healthyBank: Scenario = {
  name: 'healthy-bank',
  title: 'A bank where all is well',
  story:
    'A scenario and a silent control: a bank scores applications for four weeks, its customers stay who they are, and its probabilities come true. Whatever is reported here is a false alarm.',
  kind: 'control',
  models: 1,
  leastRows: 4_000,
  make: (rows, streams) => ({
    models: [creditModel(rows, streams)],
    truth: {
      onset: null,
      affected: { rows: 0, of: rows, where: 'Nothing happens.' },
      expectations: quiet(),
    },
  }),
}
