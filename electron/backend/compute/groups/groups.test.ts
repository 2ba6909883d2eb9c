import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { createRandom, randomInteger, randomNormal } from '#shared/stats/random.ts'
import { createComputePool } from '../pool.ts'
import type { ColumnTask, MeasureColumnTask, RowSource } from '../procedures.ts'
import { storeRows } from '../testing/stored-rows.ts'
import type { GroupCounts } from './count-by-group.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 2)
const folder = mkdtempSync(join(tmpdir(), 'driftdesk-groups-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
const stop = { cancelFlag }

function openPool() {
  const pool = createComputePool(2)
  onTestFinished(() => pool.close())
  return pool
}

const CITIES = ['Bern', 'Pune', 'Lima', null] as const

/** Rows of ten days; every 50th has no time, every 20th no number. */
function rowsOf(seed: number, rows: number) {
  const random = createRandom(seed)
  const at = Float64Array.from({ length: rows }, (_, i) =>
    i % 50 === 49 ? Number.NaN : START + (i / rows) * 10 * DAY,
  )
  const x = Float64Array.from({ length: rows }, (_, i) => (i % 20 === 19 ? Number.NaN : randomNormal(random)))
  const city = Array.from({ length: rows }, () => CITIES[randomInteger(random, CITIES.length)])
  return { at, x, city }
}

function store(name: string, { at, x, city }: ReturnType<typeof rowsOf>): RowSource {
  return storeRows(join(folder, name), {
    at: { kind: 'timestamp', values: at },
    x: { kind: 'number', values: x },
    city: { kind: 'string', values: city },
  })
}

const before = rowsOf(1, 3_000)
const after = rowsOf(2, 2_500)
const reference = store('reference', before)
const current = store('current', after)
const task = (column: string, storage: MeasureColumnTask['storage']): MeasureColumnTask => ({
  column,
  storage,
  role: 'feature',
  missingOnly: false,
  reference,
  current,
  seed: 0,
  cancelFlag,
})

const sumOver = ({ counts, groups, bins }: GroupCounts, bin: number) => {
  let sum = 0
  for (let group = 0; group < groups; group += 1) sum += counts[group * bins + bin]
  return sum
}

describe('counting the frozen bins by bucket of time', () => {
  const edges = Float64Array.from({ length: 11 }, (_, i) => START + i * DAY)

  test.each([
    ['x', 'number'],
    ['city', 'string'],
  ] as const)('the buckets of %s add up to its bins', async (column, storage) => {
    const pool = openPool()
    const [a, b] = await pool.map(
      'groupByTime',
      [reference, current].map((source) => ({ source, edges, cancelFlag })),
      stop,
    )
    const groupings = [{ reference: a, current: b }]
    const [measured] = await pool.map('measureColumn', [{ ...task(column, storage), groupings }], stop)
    const [{ reference: counted, current: now }] = measured.grouped
    if (counted === null || now === null || measured.measures === null) throw new Error('nothing was counted')
    expect([counted.groups, counted.bins]).toEqual([11, measured.measures.bins.length])
    measured.measures.bins.forEach((bin, index) => {
      expect(sumOver(counted, index)).toBe(bin.reference)
      expect(sumOver(now, index)).toBe(bin.current)
    })
  })

  test('each cell holds the rows of its day and bin; rows without a time are in the last group', async () => {
    const pool = openPool()
    const [a] = await pool.map('groupByTime', [{ source: reference, edges, cancelFlag }], stop)
    const [measured] = await pool.map(
      'measureColumn',
      [{ ...task('x', 'number'), groupings: [{ reference: a, current: null }] }],
      stop,
    )
    const [{ reference: counted, current: now }] = measured.grouped
    if (counted === null || measured.measures === null) throw new Error('nothing was counted')
    expect(now).toBeNull()
    const { bins } = measured.measures
    const expected = new Float64Array(11 * bins.length)
    before.x.forEach((value, row) => {
      const day = Number.isNaN(before.at[row]) ? 10 : Math.floor((before.at[row] - START) / DAY)
      const bin = Number.isNaN(value)
        ? bins.length - 1
        : bins.findIndex(
            ({ kind, lower, upper }) =>
              kind === 'interval' && value >= (lower ?? -Infinity) && value < (upper ?? Infinity),
          )
      expected[day * bins.length + bin] += 1
    })
    expect(counted.counts).toEqual(expected)
    expect(counted.counts.slice(10 * bins.length).reduce((sum, count) => sum + count, 0)).toBe(60)
  })

  test.each([
    ['by time', { kind: 'time', start: START + 3 * DAY, end: START + 5 * DAY } as const],
    ['by row numbers', { kind: 'rows', start: 1_234, end: 2_345 } as const],
  ])('a window %s leaves codes and values in step', async (_, window) => {
    const pool = openPool()
    const part = { ...reference, window }
    const [a] = await pool.map('groupByTime', [{ source: part, edges, cancelFlag }], stop)
    const [measured] = await pool.map(
      'measureColumn',
      [{ ...task('x', 'number'), reference: part, groupings: [{ reference: a, current: null }] }],
      stop,
    )
    const counted = measured.grouped[0].reference
    if (counted === null || measured.measures === null) throw new Error('nothing was counted')
    const { bins } = measured.measures
    expect(bins.map((_, index) => sumOver(counted, index))).toEqual(bins.map((bin) => bin.reference))
    const byDay = Array.from({ length: 11 }, (__, day) =>
      counted.counts.slice(day * bins.length, (day + 1) * bins.length).reduce((sum, count) => sum + count, 0),
    )
    const expected = new Array<number>(11).fill(0)
    before.at.forEach((time, row) => {
      const inside =
        window.kind === 'time'
          ? time >= window.start && time < window.end
          : row >= window.start && row < window.end
      if (inside) expected[Number.isNaN(time) ? 10 : Math.floor((time - START) / DAY)] += 1
    })
    expect(byDay).toEqual(expected)
  })

  test('values far outside, infinite ones and −0 fall into the bins that the measures give them', async () => {
    const pool = openPool()
    const odd = Float64Array.from({ length: 2_000 }, (_, i) =>
      i % 5 === 0
        ? Number.NEGATIVE_INFINITY
        : i % 5 === 1
          ? Number.POSITIVE_INFINITY
          : i % 5 === 2
            ? -0
            : i % 7,
    )
    const source = storeRows(join(folder, 'odd'), { x: { kind: 'number', values: odd } })
    const [order] = await pool.map('groupByOrder', [{ rows: 2_000, groups: 4 }], stop)
    const groupings = [{ reference: order, current: order }]
    for (const binning of ['quantile', 'values', 'doane-baseline'] as const) {
      const [measured] = await pool.map(
        'measureColumn',
        [{ ...task('x', 'number'), reference: source, current: source, binning, groupings }],
        stop,
      )
      const counted = measured.grouped[0].current
      if (counted === null) throw new Error('nothing was counted')
      const bins = measured.measures?.bins ?? []
      expect(bins.map((_, index) => sumOver(counted, index))).toEqual(bins.map((bin) => bin.current))
    }
  })
})

describe('groupBySegment', () => {
  const by = (column: string, storage: ColumnTask['storage']): ColumnTask => ({
    column,
    storage,
    reference,
    current,
    cancelFlag,
  })

  test('categories are segments, the largest first; missing values are one, too', async () => {
    const [groups] = await openPool().map('groupBySegment', [by('city', 'string')], stop)
    expect([...groups.labels].sort()).toEqual(['(missing)', '(other)', 'Bern', 'Lima', 'Pune'])
    const labels = Array.from(groups.reference.codes.subarray(0, 3_000), (code) => groups.labels[code])
    expect(labels).toEqual(before.city.map((name) => name ?? '(missing)'))
  })

  test('numbers are cut at the deciles of the baseline', async () => {
    const [groups] = await openPool().map('groupBySegment', [by('x', 'number')], stop)
    expect(groups.labels).toHaveLength(11)
    const sizes = new Array<number>(11).fill(0)
    for (const code of groups.reference.codes.subarray(0, 3_000)) sizes[code] += 1
    expect(sizes).toEqual([...new Array<number>(10).fill(285), 150])
  })
})

describe('surveyTimes', () => {
  const survey = async (times: readonly number[], now = START + 100 * DAY) => {
    const source = storeRows(join(folder, `survey-${Math.random()}`), {
      at: { kind: 'timestamp', values: Float64Array.from(times) },
    })
    const [one] = await openPool().map('surveyTimes', [{ source, now, cancelFlag }], stop)
    return one
  }
  const hours = Array.from({ length: 240 }, (_, hour) => START + hour * 3_600_000)

  test('counts rows, hours, late ones and those from the future', async () => {
    const times = [...hours, START + 5 * 3_600_000, Number.NaN]
    const one = await survey(times, hours[200] + 60_000)
    expect(one).toMatchObject({
      rows: 242,
      timed: 241,
      range: { first: START, last: hours[239] },
      late: 1,
      greatestLatenessMs: 234 * 3_600_000,
      future: { rows: 39, greatestLeadMs: 39 * 3_600_000 - 60_000 },
    })
    expect([...one.hourly.slice(4, 7)]).toEqual([1, 2, 1])
  })

  test('a stray clock at 1970 does not stretch the range', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => START + i * 60_000)
    const one = await survey([...many, 0])
    expect(one.range).toEqual({ first: START, last: many[19_999] })
    expect(one.rows).toBe(20_001)
  })

  test('times over millennia, or beyond all dates, cost no memory', async () => {
    const wide = await survey([Date.UTC(1, 0) - 6e13, START, Date.UTC(9990, 0)])
    expect(wide.hourly).toHaveLength(0)
    expect(wide.range?.last).toBe(Date.UTC(9990, 0))
    expect(await survey([8.64e15, -8.64e15])).toMatchObject({ timed: 2, range: null })
  })

  test('no times, no range', async () => {
    expect(await survey([Number.NaN, Number.NaN])).toMatchObject({ rows: 2, timed: 0, range: null })
  })
})
