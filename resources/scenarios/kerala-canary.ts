import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, HOUR, logistic, weightedCode } from './kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part, twoParts } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import type { Table } from './kit/table.ts'
import { fires, pending, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 10, 2)
const LOG_FROM = START + 10 * DAY
/** Share of the canary, day by day. */
const STAGES = [0.01, 0.05, 0.05, 0.1, 0.25, 0.25, 0.5, 0.5]
const LOG_TO = LOG_FROM + STAGES.length * DAY
const STATES = ['kerala', 'tamil_nadu', 'karnataka', 'maharashtra', 'gujarat', 'delhi', 'punjab', 'bihar']
const WEIGHTS = [3, 18, 16, 22, 13, 15, 6, 7]
/** False positives: of the old model, of the canary, and of the canary in the one slice. */
const OLD = 0.005
const CANARY = 0.004
const SLICE = 0.009
const FRAUD = 0.04

function payments(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const stateOf = weightedCode(WEIGHTS)
  const { table, at, random } = openTable(streams, name, part, 'payment-')
  const amount = table.number('amount', 2)
  const state = table.category('state', STATES)
  const arm = table.category('arm', ['control', 'canary'])
  const { score, prediction, label, known } = decisionColumns(table)
  for (let row = 0; row < rows; row++) {
    amount[row] = 20 + 400 * squared(random.uniform())
    state[row] = stateOf(random)
    const stage = Math.floor((at[row] - LOG_FROM) / DAY)
    arm[row] = stage < 0 ? 0 : chance(random, STAGES[Math.min(STAGES.length - 1, stage)])
    label[row] = chance(random, FRAUD)
    const rate = arm[row] === 0 ? OLD : state[row] === 0 ? SLICE : CANARY
    prediction[row] = label[row] === 1 ? chance(random, 0.9) : chance(random, rate)
    score[row] = logistic((prediction[row] === 1 ? 2 : -3.5) + 0.6 * randomNormal(random))
    known[row] = Math.floor(at[row] + between(random, 1, 12) * HOUR)
  }
  return table.done()
}

export const keralaCanary: Scenario = {
  name: 'kerala-canary',
  title: say('scenario.kerala_canary.title'),
  story: say('scenario.kerala_canary.story'),
  kind: 'incident',
  models: 1,
  leastRows: 10_000,
  make(rows, streams) {
    const before = Math.floor(rows * 0.3)
    const parts = twoParts(rows, before, [START, LOG_FROM, LOG_TO], (name, part) =>
      payments(streams, name, part),
    )
    const affected = countWhere(parts.log(), (value) => value('arm') === 1 && value('state') === 0)
    const waits = say('check.rollouts')
    return {
      models: [
        {
          name: 'payments',
          mapping: decisionMapping({
            amount: 'feature',
            state: 'segment',
            arm: 'segment',
          }),
          baseline: parts.baseline,
          log: parts.log,
        },
      ],
      truth: {
        onset: new Date(LOG_FROM).toISOString(),
        affected: { rows: affected, of: rows, where: say('truth.where.kerala_canary') },
        expectations: [
          pending(fires({ monitor: 'rollout', arm: 'arm', finds: 'slice_veto', value: 'kerala' }), waits),
          pending(silent({ monitor: 'rollout', arm: 'arm', finds: 'global_veto' }), waits),
          pending(silent({ monitor: 'rollout', arm: 'arm', finds: 'sample_ratio_mismatch' }), waits),
          silent({ monitor: 'drift', columns: ['amount', 'state', 'score'], at_least: 'low' }),
          silent({ monitor: 'performance', metric: 'accuracy', at_least: 'low' }),
        ],
      },
    }
  },
}

const squared = (x: number): number => x * x

/** Rows of a table for which something holds of the codes of its categories. */
function countWhere(table: Table, holds: (code: (column: string) => number) => boolean): number {
  const columns = new Map(
    table.columns.flatMap((column) =>
      column.kind === 'category' ? [[column.name, column.codes] as const] : [],
    ),
  )
  let count = 0
  for (let row = 0; row < table.rows; row++) {
    if (holds((name) => columns.get(name)?.[row] ?? -1)) count++
  }
  return count
}
