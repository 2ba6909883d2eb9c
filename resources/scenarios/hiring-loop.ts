import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, logistic } from './kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part, twoParts } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import type { Table } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2024, 5, 3)
const LOG_FROM = START + 60 * DAY
const LOG_TO = LOG_FROM + 420 * DAY
/** Days of the retrains, and what each takes off the logit of one group. */
const RETRAINS = [
  { day: 0, off: 0.1 },
  { day: 30, off: 0.4 },
  { day: 60, off: 0.7 },
  { day: 90, off: 1 },
  { day: 120, off: 1.3 },
  { day: 365, off: 1.7 },
] as const

function applicants(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const { table, at, random } = openTable(streams, name, part, 'applicant-')
  const years = table.number('experience_years', 2)
  const test = table.number('test_score', 2)
  const group = table.category('group', ['a', 'b'])
  const version = table.category('version', ['v0', ...RETRAINS.map((_, i) => `v${i + 1}`)])
  const influenced = table.category('model_influenced', ['false', 'true'])
  const { score, prediction, label, known } = decisionColumns(table)
  for (let row = 0; row < rows; row++) {
    const day = (at[row] - LOG_FROM) / DAY
    const step = RETRAINS.filter((retrain) => retrain.day <= day).length
    const off = step === 0 ? 0 : RETRAINS[step - 1].off
    years[row] = Math.max(0, 6 + 3 * randomNormal(random))
    test[row] = 60 + 12 * randomNormal(random)
    group[row] = random.uniform() < 0.45 ? 1 : 0
    version[row] = step
    const merit = -0.6 + 0.12 * (years[row] - 6) + 0.08 * (test[row] - 60) + 0.4 * randomNormal(random)
    score[row] = logistic(merit - (group[row] === 1 ? off : 0))
    prediction[row] = score[row] >= 0.5 ? 1 : 0
    // Whom it hires makes up ever more of what the next version learns from.
    influenced[row] = chance(random, day < 0 ? 0.02 : Math.min(0.8, 0.1 + 0.7 * (day / 365)))
    label[row] = chance(
      random,
      logistic(influenced[row] === 1 ? merit + 0.8 * (2 * prediction[row] - 1) : merit),
    )
    known[row] = Math.floor(at[row] + between(random, 5, 20) * DAY)
  }
  return table.done()
}

export const hiringLoop: Scenario = {
  name: 'hiring-loop',
  title: say('scenario.hiring_loop.title'),
  story: say('scenario.hiring_loop.story'),
  kind: 'incident',
  models: 1,
  leastRows: 16_000,
  make(rows, streams) {
    const before = Math.floor((rows * 60) / 480)
    const parts = twoParts(rows, before, [START, LOG_FROM, LOG_TO], (name, part) =>
      applicants(streams, name, part),
    )
    return {
      models: [
        {
          name: 'ranking',
          mapping: decisionMapping({
            experience_years: 'feature',
            test_score: 'feature',
            group: 'segment',
            version: 'version',
            model_influenced: 'model_influenced',
          }),
          baseline: parts.baseline,
          log: parts.log,
          manifest: `model: ranking
owner: people-team
task: binary
positive_class: 1
protected_attributes: [group]
`,
        },
      ],
      truth: {
        onset: new Date(LOG_FROM).toISOString(),
        affected: {
          rows: Math.floor((rows - before) * 0.45),
          of: rows,
          where: say('truth.where.hiring_loop'),
        },
        expectations: [
          fires({ monitor: 'feedback', at_least: 'likely', tests: ['self_training', 'narrowing'] }),
          fires({ monitor: 'fairness', column: 'group' }),
          fires({ monitor: 'fairness', column: 'group', trend: true }),
          silent({ monitor: 'quality', code: null }),
          silent({ monitor: 'drift', columns: ['experience_years', 'test_score', 'group'], at_least: 'low' }),
        ],
      },
    }
  },
}
