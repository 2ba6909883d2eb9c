import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { chance, DAY, HOUR, logistic, MINUTE } from './kit/draw.ts'
import { openTable, type Part } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import { once, type Table } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const OPENING = Date.UTC(2026, 7, 3, 9, 20)
const ONSET = OPENING + 10 * MINUTE
/** Server 8 goes from its usual share to buying only within half a minute. */
const RUN_UP = 30_000
/** The others follow when the market has moved. */
const OTHERS = OPENING + 15 * MINUTE
const END = OPENING + 20 * MINUTE
const SERVERS = Array.from({ length: 8 }, (_, i) => `server-${i + 1}`)
const USUAL = 0.5

const BREAKER = `schema: driftdesk.breaker/1
model: orders
any:
  - metric: guard
    column: prediction
    above: 0.9
    window: 400 rows
    min_rows: 200
fallback: rules
on_no_labels: hold
`

function orders(streams: Streams, name: string, part: Part, note: () => void): Table {
  const { rows } = part
  const { table, at, random } = openTable(streams, name, part, 'order-')
  const signal = table.number('signal', 3)
  const size = table.number('order_size', 0)
  const server = table.category('server', SERVERS)
  const score = table.number('score', 4)
  const prediction = table.number('prediction', 0)
  for (let row = 0; row < rows; row++) {
    signal[row] = randomNormal(random)
    size[row] = 100 + Math.floor(900 * random.uniform())
    // Orders go round, as a load balancer sends them.
    server[row] = row % SERVERS.length
    score[row] = logistic(1.5 * signal[row])
    const runUp =
      server[row] === 7
        ? Math.min(1, Math.max(0, (at[row] - ONSET) / RUN_UP))
        : Math.min(1, Math.max(0, (at[row] - OTHERS) / (2 * MINUTE)))
    const isForced = random.uniform() < runUp
    if (isForced) note()
    prediction[row] = isForced ? 1 : chance(random, USUAL + 0.3 * (score[row] - 0.5))
  }
  return table.done()
}

export const runawayServer: Scenario = {
  name: 'runaway-server',
  title: say('scenario.runaway_server.title'),
  story: say('scenario.runaway_server.story'),
  kind: 'incident',
  models: 1,
  leastRows: 12_000,
  make(rows, streams) {
    const before = Math.floor(rows * 0.3)
    let affected = 0
    const log = once(() =>
      orders(streams, 'log', { rows: rows - before, from: OPENING, to: END, first: before }, () => {
        affected++
      }),
    )
    log()
    return {
      models: [
        {
          name: 'orders',
          mapping: {
            roles: {
              timestamp: 'timestamp',
              prediction_id: 'prediction_id',
              signal: 'feature',
              order_size: 'feature',
              server: 'segment',
              score: 'score',
              prediction: 'prediction',
            },
            task: 'binary',
            positive: 1,
            timezone: 'UTC',
          },
          baseline: () =>
            orders(
              streams,
              'baseline',
              { rows: before, from: OPENING - DAY, to: OPENING - DAY + (END - OPENING), first: 0 },
              () => undefined,
            ),
          log,
          breaker: BREAKER,
          missedDrill: 'desk',
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: affected,
          of: rows,
          where: say('truth.where.runaway_server'),
        },
        expectations: [
          fires(
            { monitor: 'consensus', column: 'server', value: 'server-8' },
            { earliest: ONSET, deadline: ONSET + MINUTE },
          ),
          ...SERVERS.slice(0, 7).map((value) =>
            silent({ monitor: 'consensus', column: 'server', value, until: new Date(OTHERS).toISOString() }),
          ),
          fires({ monitor: 'drift', columns: ['prediction'], at_least: 'low' }, { deadline: END + HOUR }),
          silent({ monitor: 'drift', columns: ['signal', 'order_size', 'server'], at_least: 'low' }),
          fires({ monitor: 'readiness', question: 'human_override' }),
        ],
      },
    }
  },
}
