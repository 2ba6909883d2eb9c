import { describe, expect, test } from 'vitest'
import { errorCorrelation } from '#shared/stats/fleet/error-correlation.ts'
import { createRandom } from '#shared/stats/random.ts'
import type { MeasuredMember } from './procedures.ts'
import { relateMembers } from './relate.ts'
import { ERROR, OUTPUT } from './sampled-rows.ts'

const ROWS = 400

/** A model whose rows are the entities from `first` on. */
function member(model: string, first: number, change: Partial<MeasuredMember> = {}, labelled = true) {
  const random = createRandom(first + model.length, 3)
  const fails = createRandom(1)
  const wrong = Float64Array.from({ length: 2_000 }, () => Number(fails.uniform() < 0.3))
  const sample = {
    keys: Float64Array.from({ length: ROWS }, (_, i) => first + i),
    columns: [
      { name: OUTPUT, values: Float64Array.from({ length: ROWS }, (_, i) => Math.sin(first + i)) },
      ...(labelled
        ? [{ name: ERROR, values: Float64Array.from({ length: ROWS }, (_, i) => wrong[first + i]) }]
        : []),
      { name: 'noise', values: Float64Array.from({ length: ROWS }, () => random.uniform()) },
    ],
  }
  const own: MeasuredMember = {
    model,
    rows: ROWS,
    labelled: labelled ? ROWS : 0,
    loop: { verdict: 'insufficient', gain: null, found: '' },
    onsets: [],
    drift: new Float64Array(0),
    output: null,
    columns: {},
    errors: new Float64Array(0),
    metrics: {},
    retrains: [],
    samples: { prediction_id: null, entity_id: sample },
    disagreements: [],
    disagreementRows: 0,
    dissent: [],
    hasTimes: false,
    hasOutput: true,
    notes: [],
    ...change,
  }
  return own
}

const relate = (...members: MeasuredMember[]) => relateMembers({ members, manifests: [], grid: null })

describe('errors of models', () => {
  test('are compared on the rows that any two have, whichever comes first', () => {
    const { errors } = relate(member('alone', 1_500), member('b', 0), member('c', 100))
    expect(errors).toMatchObject({ unit: 'row', models: ['alone', 'b', 'c'] })
    const { pairs } = errorCorrelation(errors.table)
    expect(pairs.map(({ rows }) => rows)).toEqual([0, 0, ROWS - 100])
    expect(pairs[2].correlation).toBeCloseTo(1, 12)
  })

  test('are compared without a model that has no labels', () => {
    const unknown = member('empty', 0)
    unknown.samples.entity_id?.columns.find(({ name }) => name === ERROR)?.values.fill(Number.NaN)
    const { errors } = relate(member('a', 0), member('unlabelled', 0, {}, false), unknown, member('c', 0))
    expect(errors).toMatchObject({ unit: 'row', models: ['a', 'c'] })
  })

  test('are compared by time where rows have no common key', () => {
    const byTime = (slope: number) => ({
      errors: Float64Array.from({ length: 40 }, (_, t) => 0.2 + slope * t + 0.1 * (t % 2)),
    })
    const { errors } = relate(
      member('a', 0, byTime(0.01)),
      member('b', 1_000, byTime(-0.02)),
      member('none', 1_500, {}, false),
    )
    expect(errors).toMatchObject({ unit: 'time', models: ['a', 'b'] })
    expect(errorCorrelation(errors.table).pairs[0].correlation).toBeCloseTo(1, 6)
  })
})

test('a column that holds what another model puts out is a dependency', () => {
  const upstream = member('upstream', 0)
  const [output] = upstream.samples.entity_id?.columns ?? []
  const taking = member('taking', 0)
  const sample = taking.samples.entity_id
  if (sample === null || output === undefined) throw new Error('there are samples')
  const own = sample.columns.map((column) =>
    column.name === OUTPUT ? { ...column, values: column.values.map((value) => 1 - value) } : column,
  )
  const columns = [...own, { name: 'risk', values: output.values }]
  const downstream = { ...taking, samples: { prediction_id: null, entity_id: { ...sample, columns } } }
  const { dependencies } = relate(upstream, downstream)
  expect(dependencies).toEqual([{ from: 'upstream', to: 'taking', column: 'risk', source: 'equality' }])
})
