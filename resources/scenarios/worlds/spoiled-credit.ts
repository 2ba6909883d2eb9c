import type { ScenarioExpectation } from '../../../shared/contract/documents/scenario.ts'
import type { RandomSource } from '../../../shared/stats/random.ts'
import type { Incident, Streams } from '../kit/scenario.ts'
import { type CreditChanges, creditModel } from './credit.ts'

type Spoiling = {
  readonly input: 'age' | 'utilisation'
  readonly onset: number
  /** What a value becomes; the value itself where the row is spared. */
  readonly spoil: (value: number, random: RandomSource) => number
  readonly where: string
  readonly expectations: readonly ScenarioExpectation[]
}

/** A credit model of which one input is spoiled in some rows from an onset on, and nothing else changes. */
export function spoiledCredit(
  rows: number,
  streams: Streams,
  { input, onset, spoil, where, expectations }: Spoiling,
): Incident {
  let affected = 0
  const changes: CreditChanges = {
    [input]: (value: number, at: number, random: RandomSource): number => {
      const after = spoil(value, random)
      if (at < onset || Object.is(after, value)) return value
      affected++
      return after
    },
  }
  const model = creditModel(rows, streams, changes)
  model.log()
  return {
    models: [model],
    truth: {
      onset: new Date(onset).toISOString(),
      affected: { rows: affected, of: rows, where },
      expectations: [...expectations],
    },
  }
}
