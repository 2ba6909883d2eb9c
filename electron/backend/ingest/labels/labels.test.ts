import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorkbench, type Workbench } from '../testing/workbench.ts'
import { type JoinedLabels, joinLabels, labelHistory } from './join.ts'
import { isLabelLog } from './label-logs.ts'
import { maturityCurve } from './maturity.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

const IDS = { roles: { id: 'prediction_id' } } as const
const LABELS = { roles: { id: 'prediction_id', outcome: 'label' } } as const
const texts = ({ codes, values }: JoinedLabels) => [...codes].map((code) => (code < 0 ? null : values[code]))

test('labels join by prediction_id, whatever their order; rows without one stay unlabelled', async () => {
  const log = await bench.load(bench.file('log.csv', 'id,score\n1,0.1\n2,0.2\n3,0.3\n'), { mapping: IDS })
  const labels = await bench.load(bench.file('truth.csv', 'id,outcome\n3,1\n1,0\n9,1\n'), { mapping: LABELS })
  expect([isLabelLog(log), isLabelLog(labels)]).toEqual([false, true])
  const joined = joinLabels(log, [labels])
  expect(texts(joined)).toEqual(['0', null, '1'])
  expect(joined).toMatchObject({ labelled: 2, unmatched: 1, superseded: 0 })
  expect(joined.knownAt[0]).toBe(Date.parse(labels.createdAt))
})

test('the newest label wins, the older ones stay in history', async () => {
  const log = await bench.load(bench.file('log2.csv', 'id,score\n1,0.1\n2,0.2\n'), { mapping: IDS })
  const first = await bench.load(bench.file('first.csv', 'id,outcome\n1,0\n2,0\n'), { mapping: LABELS })
  const second = await bench.load(bench.file('second.csv', 'id,outcome\n1,1\n'), { mapping: LABELS })
  const joined = joinLabels(log, [second, first])
  expect(texts(joined)).toEqual(['1', '0'])
  expect(joined.superseded).toBe(1)
  expect(labelHistory('1', [first, second]).map(({ value, dataset }) => [value, dataset])).toEqual([
    ['1', second.id],
    ['0', first.id],
  ])
})

test('a label_timestamp decides what is newer, not the order of the files', async () => {
  const log = await bench.load(bench.file('log3.csv', 'id,score\n1,0.1\n'), { mapping: IDS })
  const mapping = { roles: { id: 'prediction_id', outcome: 'label', outcome_at: 'label_timestamp' } } as const
  const late = await bench.load(bench.file('late.csv', 'id,outcome,outcome_at\n1,1,2021-03-01\n'), {
    mapping,
  })
  const early = await bench.load(bench.file('early.csv', 'id,outcome,outcome_at\n1,0,2021-02-01\n'), {
    mapping,
  })
  const joined = joinLabels(log, [late, early])
  expect(texts(joined)).toEqual(['1'])
  expect(joined.knownAt[0]).toBe(Date.UTC(2021, 2, 1))
})

test('a label in the log itself yields to one that came later', async () => {
  const log = await bench.load(bench.file('log4.csv', 'id,score,outcome\n1,0.1,0\n2,0.2,1\n3,0.3,\n'), {
    mapping: LABELS,
  })
  const later = await bench.load(bench.file('later.csv', 'id,outcome\n1,1\n'), { mapping: LABELS })
  const joined = joinLabels(log, [later])
  expect(texts(joined)).toEqual(['1', '1', null])
  expect(joined).toMatchObject({ labelled: 2, superseded: 1 })
})

test('without a prediction_id labels join by entity and time', async () => {
  const mapping = { roles: { who: 'entity_id', at: 'timestamp' } } as const
  const log = await bench.load(
    bench.file(
      'log5.csv',
      'who,at,score\na,2021-01-01T10:00:00Z,0.1\na,2021-01-02T10:00:00Z,0.2\nb,2021-01-01T10:00:00Z,0.3\n',
    ),
    { mapping },
  )
  const labels = await bench.load(
    bench.file('truth5.csv', 'who,at,outcome\na,2021-01-02 11:00:00+01:00,yes\n'),
    {
      mapping: { roles: { ...mapping.roles, outcome: 'label' } },
    },
  )
  expect(texts(joinLabels(log, [labels]))).toEqual([null, 'yes', null])
})

test('logs that share no key are refused', async () => {
  const log = await bench.load(bench.file('log6.csv', 'x,score\n1,0.5\n'))
  const labels = await bench.load(bench.file('truth6.csv', 'id,outcome\n1,1\n'), { mapping: LABELS })
  expect(() => joinLabels(log, [labels])).toThrow(expect.objectContaining({ code: 'MAPPING_INVALID' }))
})

test('the maturity curve counts only rows that are old enough to tell', () => {
  const day = 86_400_000
  // Predicted on days 0, 1, 2, 3; labelled after 1 day, after 3 days, never, never; drawn on day 4.
  const predicted = Float64Array.of(0, day, 2 * day, 3 * day)
  const known = Float64Array.of(day, 4 * day, Number.NaN, Number.NaN)
  expect(maturityCurve(predicted, known, 4 * day, [day, 2 * day, 3 * day, 5 * day])).toEqual([
    { age: day, rows: 4, labelled: 1 },
    { age: 2 * day, rows: 3, labelled: 1 },
    { age: 3 * day, rows: 2, labelled: 2 },
    { age: 5 * day, rows: 0, labelled: 0 },
  ])
})

test('rows without a time are not in the maturity curve', () => {
  expect(maturityCurve(Float64Array.of(Number.NaN), Float64Array.of(1), 10, [1])).toEqual([
    { age: 1, rows: 0, labelled: 0 },
  ])
})
