import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { DAY, evenTimes, HOUR, rowAt } from './kit/draw.ts'
import type { Scenario, ScenarioModel, Streams } from './kit/scenario.ts'
import { newTable, once, type Table, timesOf } from './kit/table.ts'
import { fires } from './kit/truth.ts'

const START = Date.UTC(2026, 3, 27)
const ONSET = START + 9 * DAY + 18 * HOUR + 42 * 60_000
const END = START + 14 * DAY
const DESKS = ['momentum', 'value', 'market_maker', 'index', 'volatility']
/** Correlation of the errors of any two desks, before and after. */
const BEFORE = 0.8
const AFTER = 0.95

const MAPPING: ScenarioModel['mapping'] = {
  roles: {
    timestamp: 'timestamp',
    prediction_id: 'prediction_id',
    spread_bps: 'feature',
    score: 'score',
    label: 'label',
    label_timestamp: 'label_timestamp',
  },
  task: 'regression',
  timezone: 'UTC',
}

/** Forecasts of the same prices by each desk: what they miss together, and what each misses by itself. */
function forecasts(streams: Streams, desk: string, rows: number): Table {
  const market = streams('market')
  const common = streams('common')
  const own = streams(desk)
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams('times'), rows, START, END))
  table.id('prediction_id', 'tick-')
  const spread = table.number('spread_bps', 2)
  const score = table.number('score', 4)
  const label = table.number('label', 4)
  const known = table.time('label_timestamp')
  for (let row = 0; row < rows; row++) {
    const shared = at[row] >= ONSET ? AFTER : BEFORE
    const price = 100 + 6 * randomNormal(market)
    spread[row] = 4 + 0.5 * randomNormal(own)
    // A forecast is off by a size: were errors of both signs, their sizes would correlate by the square only.
    const size =
      2 + 0.5 * (Math.sqrt(shared) * randomNormal(common) + Math.sqrt(1 - shared) * randomNormal(own))
    score[row] = price - Math.max(0, size)
    label[row] = price
    known[row] = at[row] + 60_000
  }
  return table.done()
}

export const flashCrash: Scenario = {
  name: 'flash-crash',
  title: say('scenario.flash_crash.title'),
  story: say('scenario.flash_crash.story'),
  kind: 'incident',
  models: DESKS.length,
  leastRows: 10_000,
  make(rows, streams) {
    const each = Math.floor(rows / DESKS.length)
    const models = DESKS.map(
      (name): ScenarioModel => ({
        name,
        mapping: MAPPING,
        baseline: null,
        log: once(() => forecasts(streams, name, each)),
        manifest: `model: ${name}\nowner: desk-${name}\ntask: regression\ndata_sources: [exchange_feed]\n`,
      }),
    )
    const after = each - rowAt(timesOf(models[0].log()), ONSET)
    const onset = new Date(ONSET).toISOString()
    return {
      models,
      truth: {
        onset,
        affected: {
          rows: after * DESKS.length,
          of: each * DESKS.length,
          where: say('truth.where.flash_crash'),
        },
        expectations: [
          fires({
            monitor: 'fleet',
            mode: 'correlated_collapse',
            models: DESKS,
            window: { start: null, end: onset },
            limits: [{ measure: 'amplification', above: 4, below: 6.5 }],
          }),
          fires({
            monitor: 'fleet',
            mode: 'correlated_collapse',
            models: DESKS,
            window: { start: onset, end: null },
            limits: [
              { measure: 'amplification', above: 14, below: 28 },
              { measure: 'effective_models', below: 1.2 },
            ],
          }),
        ],
      },
    }
  },
}
