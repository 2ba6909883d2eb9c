import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { DAY, evenTimes, rowAt } from './kit/draw.ts'
import type { Scenario, ScenarioModel, Streams } from './kit/scenario.ts'
import { newTable, once, type Table, timesOf } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 9, 5)
const FIXED = START + 14 * DAY
const END = FIXED + 10 * DAY
/** Part of the entities whose value is another offline than online, while the two are computed apart, and after. */
const BEFORE = 0.23
const AFTER = 0.012

const ROLES: ScenarioModel['mapping']['roles'] = {
  timestamp: 'timestamp',
  prediction_id: 'prediction_id',
  entity_id: 'entity_id',
  orders_30d: 'feature',
  days_since_order: 'feature',
  country: 'feature',
  score: 'score',
}

/** The same requests on both sides: `online` has what the model was fed, the other what training would have read. */
function features(streams: Streams, rows: number, isOnline: boolean): Table {
  const random = streams('features')
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams('times'), rows, START, END))
  table.id('prediction_id', 'request-')
  const entity = table.key('entity_id', 'customer-')
  const orders = table.number('orders_30d', 0)
  const days = table.number('days_since_order', 1)
  const country = table.category('country', ['IN', 'DE', 'BR', 'US'])
  const score = isOnline ? table.number('score', 4) : null
  for (let row = 0; row < rows; row++) {
    entity[row] = Math.floor(50_000 * random.uniform())
    const count = Math.floor(12 * random.uniform())
    const isApart = random.uniform() < (at[row] < FIXED ? BEFORE : AFTER)
    // Online the newest orders of the day are not counted yet.
    const missed = 1 + Math.floor(3 * random.uniform())
    orders[row] =
      isOnline && isApart
        ? Math.max(0, count - missed) + (count < missed ? 1 : 0)
        : count + (count < missed && isApart ? 2 : 0)
    days[row] = 30 * random.uniform()
    country[row] = Math.floor(4 * random.uniform())
    const noise = randomNormal(random)
    if (score !== null) score[row] = Math.min(0.9999, Math.max(0.0001, 0.3 + 0.04 * count + 0.1 * noise))
  }
  return table.done()
}

export const trainServeSkew: Scenario = {
  name: 'train-serve-skew',
  title: say('scenario.train_serve_skew.title'),
  story: say('scenario.train_serve_skew.story'),
  kind: 'incident',
  models: 2,
  leastRows: 4_000,
  make(rows, streams) {
    const each = Math.floor(rows / 2)
    const online = once(() => features(streams, each, true))
    const before = rowAt(timesOf(online()), FIXED)
    return {
      models: [
        {
          name: 'recommend',
          mapping: { roles: ROLES, task: 'binary', timezone: 'UTC' },
          baseline: null,
          log: online,
        },
        {
          name: 'recommend-offline',
          mapping: { roles: ROLES, timezone: 'UTC' },
          baseline: null,
          log: () => features(streams, each, false),
        },
      ],
      truth: {
        onset: new Date(START).toISOString(),
        affected: {
          rows: Math.round(before * BEFORE),
          of: each,
          where: say('truth.where.train_serve_skew'),
        },
        expectations: [
          fires({
            monitor: 'skew',
            online: 'recommend',
            offline: 'recommend-offline',
            column: 'orders_30d',
            window: { start: null, end: new Date(FIXED).toISOString() },
            share: [0.2, 0.26],
          }),
          silent({
            monitor: 'skew',
            online: 'recommend',
            offline: 'recommend-offline',
            column: 'orders_30d',
            window: { start: new Date(FIXED).toISOString(), end: null },
            share: [0.02, 1],
          }),
          ...['days_since_order', 'country'].map((column) =>
            silent({
              monitor: 'skew',
              online: 'recommend',
              offline: 'recommend-offline',
              column,
              window: { start: null, end: null },
              share: [0.0001, 1],
            }),
          ),
        ],
      },
    }
  },
}
