import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, evenTimes, logistic } from './kit/draw.ts'
import { decisionMapping } from './kit/parts.ts'
import type { Scenario, ScenarioModel, Streams } from './kit/scenario.ts'
import { newTable, once, type Table, timesOf } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'

const START = Date.UTC(2025, 8, 1)
const LOG_FROM = START + 60 * DAY
const LOG_TO = LOG_FROM + 100 * DAY
/** When the labels were exported. */
const AS_OF = LOG_TO + 2 * DAY
const BLOCKED_FROM = 0.45

const MAPPING: ScenarioModel['mapping'] = decisionMapping({
  exposure: 'feature',
  tenure: 'feature',
  status: 'segment',
})

type Part = { readonly log: Table; readonly labels: Table }

/** Payments, and what became of those that were let through: chargebacks are known after 30 days, peace after 60. */
function payments(
  streams: Streams,
  part: string,
  { rows, from, to, first }: { rows: number; from: number; to: number; first: number },
): Part {
  const random = streams(part)
  const table = newTable(rows)
  const at = table.time('timestamp', evenTimes(streams(`${part} times`), rows, from, to))
  const id = table.key('prediction_id', 'payment-')
  const exposure = table.number('exposure', 3)
  const tenure = table.number('tenure', 3)
  const status = table.category('status', ['passed', 'blocked'])
  const score = table.number('score', 4)
  const prediction = table.number('prediction', 0)
  const known: { row: number; label: number; at: number }[] = []
  for (let row = 0; row < rows; row++) {
    id[row] = first + row
    exposure[row] = randomNormal(random)
    tenure[row] = randomNormal(random)
    score[row] = logistic(-2 + 1.1 * exposure[row] - 0.8 * tenure[row] + 0.5 * randomNormal(random))
    prediction[row] = score[row] >= 0.3 ? 1 : 0
    status[row] = score[row] >= BLOCKED_FROM ? 1 : 0
    const label = chance(random, score[row])
    const told = at[row] + (label === 1 ? between(random, 30, 40) : between(random, 45, 60)) * DAY
    if (status[row] === 0 && told <= AS_OF) known.push({ row, label, at: Math.floor(told) })
  }
  const labels = newTable(known.length)
  const labelId = labels.key('prediction_id', 'payment-')
  const label = labels.number('label', 0)
  const time = labels.time('label_timestamp')
  known.forEach((one, i) => {
    labelId[i] = id[one.row]
    label[i] = one.label
    time[i] = one.at
  })
  return { log: table.done(), labels: labels.done() }
}

/** Both tables of a part as one, where the labels are known with their rows. */
function joined({ log, labels }: Part): Table {
  const label = new Float64Array(log.rows).fill(Number.NaN)
  const known = new Float64Array(log.rows).fill(Number.NaN)
  const place = new Map<number, number>()
  for (const column of log.columns) {
    if (column.kind === 'key')
      column.numbers.forEach((number, row) => {
        place.set(number, row)
      })
  }
  const [ids, values, times] = labels.columns
  if (ids.kind === 'key' && values.kind === 'number' && times.kind === 'time') {
    ids.numbers.forEach((number, i) => {
      const row = place.get(number) ?? -1
      label[row] = values.values[i]
      known[row] = times.values[i]
    })
  }
  return {
    rows: log.rows,
    columns: [
      ...log.columns,
      { kind: 'number', name: 'label', values: label, decimals: 0 },
      { kind: 'time', name: 'label_timestamp', values: known, to: 'ms' },
    ],
  }
}

export const lateLabels: Scenario = {
  name: 'late-labels',
  title: say('scenario.late_labels.title'),
  story: say('scenario.late_labels.story'),
  kind: 'incident',
  models: 1,
  leastRows: 10_000,
  make(rows, streams) {
    const before = Math.floor(rows * 0.4)
    let kept: Part | undefined
    const part = (): Part => {
      kept ??= payments(streams, 'log', { rows: rows - before, from: LOG_FROM, to: LOG_TO, first: before })
      return kept
    }
    const waiting = timesOf(part().log).filter((at) => at > AS_OF - 60 * DAY).length
    return {
      models: [
        {
          name: 'chargeback',
          mapping: MAPPING,
          baseline: once(() =>
            joined(payments(streams, 'baseline', { rows: before, from: START, to: LOG_FROM, first: 0 })),
          ),
          log: () => part().log,
          labels: () => part().labels,
        },
      ],
      truth: {
        onset: null,
        affected: {
          rows: waiting,
          of: rows,
          where: say('truth.where.late_labels'),
        },
        expectations: [
          fires({ monitor: 'labels', finds: 'immature' }),
          fires({ monitor: 'labels', finds: 'bounds' }),
          fires({ monitor: 'labels', finds: 'never', column: 'status', value: 'blocked' }),
          silent({ monitor: 'performance', at_least: 'low' }),
          silent({ monitor: 'drift', columns: ['exposure', 'tenure', 'score', 'status'], at_least: 'low' }),
        ],
      },
    }
  },
}
