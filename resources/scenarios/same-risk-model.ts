import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, logistic, rowAt } from './kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part } from './kit/parts.ts'
import type { Scenario, ScenarioModel, Streams } from './kit/scenario.ts'
import { once, type Table, timesOf } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 0, 12)
const LOG_FROM = START + 28 * DAY
const ONSET = LOG_FROM + 14 * DAY
const LOG_TO = ONSET + 14 * DAY
const BANKS = Array.from({ length: 8 }, (_, i) => `bank_${i + 1}`)

const MAPPING: ScenarioModel['mapping'] = decisionMapping({
  loan_to_value: 'feature',
  debt_ratio: 'feature',
})

/** The applications, which all banks see; the numbers are the same for each of them. */
function applications(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const { table, at, random } = openTable(streams, name, part, 'application-')
  const loan = table.number('loan_to_value', 3)
  const debt = table.number('debt_ratio', 3)
  const { score, prediction, label, known } = decisionColumns(table)
  for (let row = 0; row < rows; row++) {
    loan[row] = 0.7 + 0.12 * randomNormal(random)
    debt[row] = 0.32 + 0.08 * randomNormal(random)
    const logit = -2.4 + 6 * (loan[row] - 0.7) + 9 * (debt[row] - 0.32) + 0.6 * randomNormal(random)
    score[row] = logistic(logit)
    prediction[row] = score[row] >= 0.2 ? 1 : 0
    label[row] = chance(random, logistic(at[row] >= ONSET ? logit + 1.6 : logit))
    known[row] = Math.floor(at[row] + between(random, 0.5, 2) * DAY)
  }
  return table.done()
}

export const sameRiskModel: Scenario = {
  name: 'same-risk-model',
  title: say('scenario.same_risk_model.title'),
  story: say('scenario.same_risk_model.story'),
  kind: 'incident',
  models: BANKS.length,
  leastRows: 16_000,
  make(rows, streams) {
    const each = Math.floor(rows / BANKS.length)
    const before = Math.floor(each / 2)
    const baseline = once(() =>
      applications(streams, 'baseline', { rows: before, from: START, to: LOG_FROM, first: 0 }),
    )
    const log = once(() =>
      applications(streams, 'log', { rows: each - before, from: LOG_FROM, to: LOG_TO, first: before }),
    )
    return {
      models: BANKS.map(
        (name): ScenarioModel => ({
          name,
          mapping: MAPPING,
          baseline,
          log,
          manifest: `model: ${name}\nowner: ${name}\ntask: binary\npositive_class: 1\nvendor: one-score\n`,
        }),
      ),
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: BANKS.length * (each - before - rowAt(timesOf(log()), ONSET)),
          of: each * BANKS.length,
          where: say('truth.where.same_risk_model'),
        },
        expectations: [
          fires({
            monitor: 'fleet',
            mode: 'correlated_collapse',
            models: BANKS,
            limits: [
              { measure: 'mean_correlation', above: 0.95 },
              { measure: 'effective_models', below: 1.1 },
            ],
          }),
          fires(
            { monitor: 'calibration', at_least: 'high' },
            { model: 'bank_1', earliest: ONSET, deadline: ONSET + 8 * DAY },
          ),
          silent(
            { monitor: 'drift', columns: ['loan_to_value', 'debt_ratio', 'score'], at_least: 'low' },
            { model: 'bank_1' },
          ),
        ],
      },
    }
  },
}
