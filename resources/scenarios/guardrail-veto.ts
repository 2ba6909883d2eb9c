import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { chance, DAY, logNormal } from './kit/draw.ts'
import { openTable, type Part, twoParts } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import type { Table } from './kit/table.ts'
import { fires, pending, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 3, 6)
const LOG_FROM = START + 7 * DAY
const LOG_TO = LOG_FROM + 14 * DAY
/** Conversions and the 99th percentile of latency by arm. */
const ARMS = [
  { name: 'control', share: 0.7, conversion: 0.187, p99: 145 },
  { name: 'a', share: 0.15, conversion: 0.195, p99: 156 },
  { name: 'b', share: 0.15, conversion: 0.203, p99: 187 },
] as const
const SPREAD = 0.3
/** The 99% quantile of a standard normal number. */
const Z99 = 2.3263478740408408

function sessions(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const { table, at, random } = openTable(streams, name, part, 'session-')
  const depth = table.number('scroll_depth', 3)
  const basket = table.number('basket', 2)
  const arm = table.category(
    'arm',
    ARMS.map(({ name }) => name),
  )
  const latency = table.number('latency_ms', 1)
  const converted = table.number('converted', 0)
  for (let row = 0; row < rows; row++) {
    depth[row] = random.uniform()
    basket[row] = Math.max(1, 55 + 18 * randomNormal(random))
    const draw = random.uniform()
    arm[row] = at[row] < LOG_FROM || draw < 0.7 ? 0 : draw < 0.85 ? 1 : 2
    const { conversion, p99 } = ARMS[arm[row]]
    latency[row] = logNormal(random, Math.log(p99) - Z99 * SPREAD, SPREAD)
    converted[row] = chance(random, conversion)
  }
  return table.done()
}

export const guardrailVeto: Scenario = {
  name: 'guardrail-veto',
  title: say('scenario.guardrail_veto.title'),
  story: say('scenario.guardrail_veto.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    const before = Math.floor(rows * 0.2)
    const parts = twoParts(rows, before, [START, LOG_FROM, LOG_TO], (name, part) =>
      sessions(streams, name, part),
    )
    const waits = say('check.rollouts')
    return {
      models: [
        {
          name: 'shop',
          mapping: {
            roles: {
              timestamp: 'timestamp',
              prediction_id: 'prediction_id',
              scroll_depth: 'feature',
              basket: 'feature',
              arm: 'segment',
              latency_ms: 'latency_ms',
              converted: 'value',
            },
            timezone: 'UTC',
          },
          baseline: parts.baseline,
          log: parts.log,
        },
      ],
      truth: {
        onset: new Date(LOG_FROM).toISOString(),
        affected: {
          rows: Math.round((rows - before) * 0.15),
          of: rows,
          where: say('truth.where.guardrail_veto'),
        },
        expectations: [
          pending(fires({ monitor: 'rollout', arm: 'arm', finds: 'guard_veto', value: 'b' }), waits),
          pending(silent({ monitor: 'rollout', arm: 'arm', finds: 'sample_ratio_mismatch' }), waits),
          silent({ monitor: 'drift', columns: ['scroll_depth', 'basket'], at_least: 'low' }),
        ],
      },
    }
  },
}
