import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, HOUR, logistic } from './kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part, twoParts } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import type { Table } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2025, 0, 6)
const QUARTER = 91 * DAY
const LOG_FROM = START + QUARTER
const LOG_TO = LOG_FROM + 4 * QUARTER
/** Minutes watched over what they were, at the ends of four quarters. */
const GROWTH = [0, 0.34, 0.67, 0.89, 1.56]

/** Growth at a time, in a line from one quarter to the next. */
function growthAt(at: number): number {
  const quarters = Math.max(0, (at - LOG_FROM) / QUARTER)
  const whole = Math.min(3, Math.floor(quarters))
  return GROWTH[whole] + (GROWTH[whole + 1] - GROWTH[whole]) * (quarters - whole)
}

function views(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const { table, at, random } = openTable(streams, name, part, 'view-')
  const topic = table.number('topic_match', 3)
  const minutes = table.number('watch_minutes', 2)
  const satisfaction = table.number('satisfaction', 2)
  const returns = table.number('returns_within_week', 0)
  const { score, prediction, label, known } = decisionColumns(table)
  for (let row = 0; row < rows; row++) {
    const growth = growthAt(at[row])
    topic[row] = random.uniform()
    minutes[row] = Math.max(0.1, (8 + 2.5 * randomNormal(random)) * (1 + growth))
    satisfaction[row] = Math.min(5, Math.max(1, 4.1 - 0.7 * growth + 0.6 * randomNormal(random)))
    returns[row] = chance(random, 0.62 - 0.16 * growth)
    score[row] = logistic(-2 + 4 * topic[row] + randomNormal(random))
    prediction[row] = score[row] >= 0.5 ? 1 : 0
    label[row] = chance(random, score[row])
    known[row] = Math.floor(at[row] + between(random, 0.2, 5) * HOUR)
  }
  return table.done()
}

export const watchTime: Scenario = {
  name: 'watch-time',
  title: say('scenario.watch_time.title'),
  story: say('scenario.watch_time.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    const before = Math.floor(rows / 5)
    const parts = twoParts(rows, before, [START, LOG_FROM, LOG_TO], (name, part) =>
      views(streams, name, part),
    )
    return {
      models: [
        {
          name: 'recommender',
          mapping: decisionMapping({
            topic_match: 'feature',
            watch_minutes: 'feature',
            satisfaction: 'feature',
            returns_within_week: 'feature',
          }),
          baseline: parts.baseline,
          log: parts.log,
          manifest: `model: recommender
owner: feed-team
task: binary
positive_class: 1
objective: watch_minutes
guard_metrics:
  - {metric: satisfaction, worse: fall}
  - {metric: returns_within_week, worse: fall}
`,
          breaker: `schema: driftdesk.breaker/1
model: recommender
any:
  - metric: accuracy
    below: 0.6
    window: 1000 rows
    min_labelled: 200
fallback: rules
on_no_labels: hold
max_label_silence: 7 d
`,
        },
      ],
      truth: {
        onset: new Date(LOG_FROM).toISOString(),
        affected: {
          rows: parts.since(LOG_FROM),
          of: rows,
          where: say('truth.where.watch_time'),
        },
        expectations: [
          fires({ monitor: 'fleet', mode: 'proxy_gaming', models: ['recommender'] }),
          silent({ monitor: 'breaker', path: ['OPEN'] }),
          silent({ monitor: 'performance', metric: 'accuracy', at_least: 'low' }),
          silent({ monitor: 'calibration', at_least: 'low' }),
          silent({ monitor: 'drift', columns: ['topic_match', 'score'], at_least: 'low' }),
        ],
      },
    }
  },
}
