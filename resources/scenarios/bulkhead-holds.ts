import { say } from '#shared/words/say.ts'
import { DAY, rowAt } from './kit/draw.ts'
import type { Scenario, ScenarioModel } from './kit/scenario.ts'
import { once, timesOf } from './kit/table.ts'
import { fires, quiet, silent } from './kit/truth.ts'
import { ARRIVALS_MAPPING, arrivals, arrivalsBreaker, GOOD_ACCURACY } from './worlds/arrivals.ts'

const START = Date.UTC(2026, 5, 1)
const LOG_FROM = START + 14 * DAY
const ONSET = LOG_FROM + 6 * DAY
const LOG_TO = LOG_FROM + 14 * DAY
const NAMES = ['north', 'south', 'west']
const FAILING = 'south'

export const bulkheadHolds: Scenario = {
  name: 'bulkhead-holds',
  title: say('scenario.bulkhead_holds.title'),
  story: say('scenario.bulkhead_holds.story'),
  kind: 'control',
  models: NAMES.length,
  leastRows: 12_000,
  make(rows, streams) {
    const each = Math.floor(rows / NAMES.length)
    const half = Math.floor(each / 2)
    const models = NAMES.map(
      (name): ScenarioModel => ({
        name,
        mapping: ARRIVALS_MAPPING,
        baseline: () =>
          arrivals(streams, `${name} baseline`, {
            rows: half,
            from: START,
            to: LOG_FROM,
            first: 0,
            prefix: `${name}-`,
          }),
        log: once(() =>
          arrivals(
            streams,
            `${name} log`,
            { rows: each - half, from: LOG_FROM, to: LOG_TO, first: half, prefix: `${name}-` },
            (at) => (name === FAILING && at >= ONSET ? 0.6 : GOOD_ACCURACY),
          ),
        ),
        manifest: `model: ${name}\nowner: ${name}-team\ntask: binary\npositive_class: 1\ndata_sources: [${name}_orders]\nvendor: ${name}-labs\n`,
        breaker: arrivalsBreaker(0.78, 0.8, name),
      }),
    )
    const failing = timesOf(models[NAMES.indexOf(FAILING)].log())
    return {
      models,
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: {
          rows: failing.length - rowAt(failing, ONSET),
          of: each * NAMES.length,
          where: say('truth.where.bulkhead_holds', { model: FAILING }),
        },
        expectations: [
          fires(
            { monitor: 'breaker', path: ['CLOSED', 'OPEN'] },
            { model: FAILING, earliest: ONSET, deadline: ONSET + 3 * DAY },
          ),
          fires(
            { monitor: 'performance', metric: 'accuracy', at_least: 'high' },
            { model: FAILING, earliest: ONSET, deadline: ONSET + 8 * DAY },
          ),
          ...quiet(NAMES.filter((name) => name !== FAILING)),
          silent({ monitor: 'fleet', mode: 'synchronous_drift' }),
          silent({ monitor: 'fleet', mode: 'correlated_collapse' }),
          silent({ monitor: 'fleet', mode: 'cascade' }),
          silent({ monitor: 'fleet', mode: 'feedback_monster' }),
        ],
      },
    }
  },
}
