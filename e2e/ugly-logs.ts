import { createRandom, randomNormal } from '../shared/stats/random.ts'
import type { ModelLog } from './model-logs.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T00:00:00Z')

const LONG = 'the_share_of_customers_who_came_back_'.repeat(6).slice(0, 200)
const WITHOUT_BREAKS = 'x'.repeat(200)

/** A log with the given columns, a row every so many hours; `cell` says what stands in one. */
function log(
  columns: readonly string[],
  rows: number,
  cell: (row: number, column: number) => string | number,
  hours: number | null = 1,
): string {
  const quoted = columns.map((name) => `"${name.replaceAll('"', '""')}"`)
  const lines = [[...(hours === null ? [] : ['at']), ...quoted].join(',')]
  for (let row = 0; row < rows; row += 1) {
    const at = hours === null ? [] : [new Date(START + row * hours * HOUR).toISOString()]
    lines.push([...at, ...columns.map((_, column) => cell(row, column))].join(','))
  }
  return `${lines.join('\n')}\n`
}

/** Logs as nobody would want them. The name of a model is the name of its trouble. */
export function uglyLogs(): readonly ModelLog[] {
  const random = createRandom(3)
  const number = () => randomNormal(random).toFixed(3)
  const wide = Array.from({ length: 500 }, (_, index) => `feature_${index}`)
  return [
    { model: 'wide', log: log(wide, 300, number) },
    {
      model: LONG,
      log: log(
        [LONG, WITHOUT_BREAKS, '🙂👩‍👩‍👧 emoji', 'نص من اليمين', '<b>bold</b>', ' "quoted", with comma'],
        400,
        number,
      ),
    },
    { model: 'one row', log: log(['a', 'b'], 1, number) },
    { model: 'no time', log: log(['a', 'b'], 400, number, null) },
    { model: 'all missing', log: log(['a', 'b'], 400, (_, column) => (column === 0 ? '' : number())) },
    { model: 'three rows a day', log: log(['a', 'b'], 180, number, 8) },
    { model: 'constant', log: log(['a', 'b'], 400, (_, column) => (column === 0 ? 7 : number())) },
  ]
}
