import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, HOUR, logistic, rowAt, weightedCode } from './kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part } from './kit/parts.ts'
import type { Scenario, ScenarioModel, Streams } from './kit/scenario.ts'
import { once, type Table, timesOf } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2020, 1, 3)
const LOG_FROM = START + 28 * DAY
const ONSET = Date.UTC(2020, 2, 15)
const LOG_TO = Date.UTC(2020, 3, 5)
const NAMES = ['demand', 'credit', 'fraud', 'travel', 'grocery', 'ads', 'staffing']
/** What all models are fed: how far people move, the share of buying online, and spending. */
const SHARED = [
  { name: 'mobility_index', before: 100, after: 46, spread: 12 },
  { name: 'online_share', before: 0.34, after: 0.61, spread: 0.09 },
  { name: 'spend_index', before: 100, after: 71, spread: 11 },
] as const
const GROUPS = ['18_34', '35_54', '55_plus']

const MAPPING: ScenarioModel['mapping'] = decisionMapping({
  mobility_index: 'feature',
  online_share: 'feature',
  spend_index: 'feature',
  own_signal: 'feature',
  age_group: 'segment',
})

function decisions(streams: Streams, model: string, name: string, part: Part): Table {
  const { rows } = part
  const groupOf = weightedCode([36, 38, 26])
  const { table, at, random } = openTable(streams, `${model} ${name}`, part, `${model}-`)
  const shared = SHARED.map(({ name }) => table.number(name, 3))
  const own = table.number('own_signal', 3)
  const group = table.category('age_group', GROUPS)
  const { score, prediction, label, known } = decisionColumns(table)
  for (let row = 0; row < rows; row++) {
    const isAfter = at[row] >= ONSET
    let stress = 0
    SHARED.forEach(({ before, after, spread }, i) => {
      const deviation = randomNormal(random)
      shared[i][row] = (isAfter ? after : before) + spread * deviation
      stress += (shared[i][row] - before) / (after - before) / SHARED.length
    })
    own[row] = randomNormal(random)
    group[row] = groupOf(random)
    score[row] = logistic(-0.9 + 1.6 * stress + 0.8 * own[row])
    prediction[row] = score[row] >= 0.5 ? 1 : 0
    label[row] = chance(random, score[row])
    known[row] = Math.floor(at[row] + between(random, 2, 30) * HOUR)
  }
  return table.done()
}

export const covidSynchronous: Scenario = {
  name: 'covid-synchronous',
  title: say('scenario.covid_synchronous.title'),
  story: say('scenario.covid_synchronous.story'),
  kind: 'incident',
  models: NAMES.length,
  leastRows: 20_000,
  make(rows, streams) {
    const each = Math.floor(rows / NAMES.length)
    const before = Math.floor((each * (LOG_FROM - START)) / (LOG_TO - START))
    const models = NAMES.map(
      (name): ScenarioModel => ({
        name,
        mapping: MAPPING,
        baseline: () =>
          decisions(streams, name, 'baseline', { rows: before, from: START, to: LOG_FROM, first: 0 }),
        log: once(() =>
          decisions(streams, name, 'log', {
            rows: each - before,
            from: LOG_FROM,
            to: LOG_TO,
            first: before,
          }),
        ),
        manifest: `model: ${name}
owner: ${name}-team
task: binary
positive_class: 1
feature_sources: [mobility_feed, retail_panel]
protected_attributes: [age_group]
`,
      }),
    )
    const affected = models.reduce((sum, { log }) => sum + log().rows - rowAt(timesOf(log()), ONSET), 0)
    return {
      models,
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: affected,
          of: each * NAMES.length,
          where: say('truth.where.covid_synchronous'),
        },
        expectations: [
          fires(
            { monitor: 'fleet', mode: 'synchronous_drift', models: NAMES },
            { earliest: ONSET - DAY, deadline: ONSET + DAY },
          ),
          ...['credit', 'travel'].flatMap((model) => [
            fires(
              {
                monitor: 'drift',
                columns: SHARED.map(({ name }) => name),
                at_least: 'high',
                limits: [{ measure: 'psi', above: 0.2 }],
              },
              { model },
            ),
            fires(
              { monitor: 'onset', columns: SHARED.map(({ name }) => name) },
              { model, earliest: ONSET - DAY, deadline: ONSET + DAY },
            ),
            silent({ monitor: 'drift', columns: ['own_signal', 'age_group'], at_least: 'low' }, { model }),
            silent({ monitor: 'fairness', column: 'age_group' }, { model }),
          ]),
          silent({ monitor: 'fleet', mode: 'cascade' }),
        ],
      },
    }
  },
}
