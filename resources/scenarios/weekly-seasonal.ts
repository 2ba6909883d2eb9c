import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, HOUR, logistic, weightedCode } from './kit/draw.ts'
import { decisionColumns, decisionMapping } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import { newTable, once, type Table } from './kit/table.ts'
import { nothingHappens } from './kit/truth.ts'

/** A Monday. */
const START = Date.UTC(2026, 0, 5)
const WEEKS = 4
const LOG_FROM = START + WEEKS * 7 * DAY
/** How busy each day is, from Monday on. */
const BUSY = [1, 1, 1, 1.05, 1.2, 0.6, 0.5]
const TOTAL = BUSY.reduce((sum, busy) => sum + busy, 0)
const KINDS = ['office', 'home', 'gifts', 'groceries']

/** Ordered times that follow the week: even within a day, as many a day as it is busy. */
function weeklyTimes(
  streams: Streams,
  part: string,
  rows: number,
  from: number,
  weeks: number,
): Float64Array {
  const random = streams(part)
  const times = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let place = (((row + random.uniform()) / rows) * weeks) % 1
    const week = Math.floor(((row + 0.5) / rows) * weeks)
    place *= TOTAL
    let day = 0
    while (day < 6 && place >= BUSY[day]) place -= BUSY[day++]
    times[row] = Math.floor(from + week * 7 * DAY + (day + Math.min(0.999999, place / BUSY[day])) * DAY)
  }
  return times.sort()
}

type Request = { readonly rows: number; readonly from: number; readonly first: number }

function orders(streams: Streams, part: string, { rows, from, first }: Request): Table {
  const random = streams(part)
  const workday = weightedCode([45, 25, 12, 18])
  const weekend = weightedCode([10, 38, 24, 28])
  const table = newTable(rows)
  const at = table.time('timestamp', weeklyTimes(streams, `${part} times`, rows, from, WEEKS))
  table.id('prediction_id', 'basket-', first)
  const kind = table.category('kind', KINDS)
  const value = table.number('basket_value', 2)
  const items = table.number('items', 0)
  const device = table.category('device', ['phone', 'desktop'])
  const { score, prediction, label, known } = decisionColumns(table)
  for (let row = 0; row < rows; row++) {
    const isWeekend = Math.floor((at[row] - START) / DAY) % 7 >= 5
    kind[row] = (isWeekend ? weekend : workday)(random)
    value[row] = Math.max(1, (isWeekend ? 62 : 48) + 14 * randomNormal(random))
    items[row] = 1 + Math.floor(6 * random.uniform())
    device[row] = chance(random, isWeekend ? 0.25 : 0.5)
    score[row] = logistic(-1.2 + 0.03 * (value[row] - 50) + 0.25 * items[row] + 0.8 * randomNormal(random))
    prediction[row] = score[row] >= 0.5 ? 1 : 0
    label[row] = chance(random, score[row])
    known[row] = Math.floor(at[row] + between(random, 0.2, 3) * HOUR)
  }
  return table.done()
}

export const weeklySeasonal: Scenario = {
  name: 'weekly-seasonal',
  title: say('scenario.weekly_seasonal.title'),
  story: say('scenario.weekly_seasonal.story'),
  kind: 'control',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    const half = Math.floor(rows / 2)
    return {
      models: [
        {
          name: 'basket',
          mapping: decisionMapping({
            kind: 'feature',
            basket_value: 'feature',
            items: 'feature',
            device: 'segment',
          }),
          baseline: () => orders(streams, 'baseline', { rows: half, from: START, first: 0 }),
          log: once(() => orders(streams, 'log', { rows: rows - half, from: LOG_FROM, first: half })),
          breaker: `schema: driftdesk.breaker/1
model: basket
any:
  - metric: accuracy
    below: 0.6
    window: 1000 rows
    min_labelled: 200
fallback: rules
on_no_labels: hold
`,
        },
      ],
      truth: nothingHappens(rows),
    }
  },
}
