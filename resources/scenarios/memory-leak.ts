import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { DAY, HOUR, logNormal, MINUTE } from './kit/draw.ts'
import { openTable, type Part } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import { once, type Table } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const DAY_OF = Date.UTC(2026, 8, 8)
const BASELINE_FROM = DAY_OF - DAY
const SWITCH = DAY_OF + 14 * HOUR
const ONSET = DAY_OF + 14 * HOUR + 30 * MINUTE
/** Memory runs short, and answers become slow. */
const BEND = DAY_OF + 16 * HOUR + 30 * MINUTE
const LOG_TO = DAY_OF + 18 * HOUR
const USUAL_MB = 2_100
const MB_AN_HOUR = 900

const memoryAt = (at: number): number => USUAL_MB + (MB_AN_HOUR * Math.max(0, at - ONSET)) / HOUR

function requests(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const { table, at, random } = openTable(streams, name, part, 'request-')
  const length = table.number('tokens', 0)
  const topic = table.number('topic_score', 3)
  const fleet = table.category('deployment', ['blue', 'green'])
  const memory = table.number('memory_mb', 1)
  const latency = table.number('latency_ms', 1)
  const score = table.number('score', 4)
  for (let row = 0; row < rows; row++) {
    length[row] = Math.floor(20 + 400 * random.uniform())
    topic[row] = randomNormal(random)
    fleet[row] = at[row] >= SWITCH ? 1 : 0
    memory[row] = memoryAt(at[row]) + 25 * randomNormal(random)
    const slow = 1 + (2.5 * Math.max(0, at[row] - BEND)) / HOUR
    latency[row] = logNormal(random, 3.9, 0.35) * slow
    score[row] = Math.min(0.9999, Math.max(0.0001, 0.5 + 0.15 * randomNormal(random)))
  }
  return table.done()
}

export const memoryLeak: Scenario = {
  name: 'memory-leak',
  title: say('scenario.memory_leak.title'),
  story: say('scenario.memory_leak.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    const before = Math.floor(rows / 2)
    const log = once(() =>
      requests(streams, 'log', {
        rows: rows - before,
        from: DAY_OF + 6 * HOUR,
        to: LOG_TO,
        first: before,
      }),
    )
    return {
      models: [
        {
          name: 'assistant',
          mapping: {
            roles: {
              timestamp: 'timestamp',
              prediction_id: 'prediction_id',
              tokens: 'feature',
              topic_score: 'feature',
              deployment: 'version',
              memory_mb: 'value',
              latency_ms: 'latency_ms',
              score: 'score',
            },
            task: 'binary',
            positive: 1,
            timezone: 'UTC',
          },
          baseline: () =>
            requests(streams, 'baseline', {
              rows: before,
              from: BASELINE_FROM + 6 * HOUR,
              to: BASELINE_FROM + 18 * HOUR,
              first: 0,
            }),
          log,
          alerts: `schema: driftdesk.alerts/1
model: assistant
every: 5 min
rules:
  - name: memory-slope
    metric: mean(memory_mb)
    compare: constant
    worse: above
    critical: 4500
    trend: {over: 1 h, within: 4 h}
    window: 10 min
    min_rows: 20
    for: 10 min
    owner: platform-team
    action: restart green and go back to blue
    runbook: docs/memory.md
  - name: slow-answers
    metric: latency_p99
    compare: baseline
    critical: 2
    window: 15 min
    min_rows: 50
    owner: platform-team
    action: go back to blue
    runbook: docs/latency.md
`,
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: Math.floor(((rows - before) * (LOG_TO - ONSET)) / (12 * HOUR)),
          of: rows,
          where: say('truth.where.memory_leak'),
        },
        expectations: [
          fires(
            { monitor: 'alerts', rule: 'memory-slope', severity: 'critical' },
            { earliest: ONSET, deadline: BEND },
          ),
          fires({ monitor: 'alerts', rule: 'slow-answers', severity: 'critical' }, { earliest: BEND }),
          fires({ monitor: 'quality', code: 'latency' }),
          silent({ monitor: 'drift', columns: ['tokens', 'topic_score', 'score'], at_least: 'low' }),
        ],
      },
    }
  },
}
