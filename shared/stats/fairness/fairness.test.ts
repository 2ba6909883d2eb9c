import { expect, it } from 'vitest'
import { compareGroups, impossibility } from './criteria.ts'
import { groupRates } from './group-rates.ts'

/** A group by its confusion matrix. */
function group(name: string, tp: number, fp: number, fn: number, tn: number) {
  const rows = [
    ...new Array<[number, number]>(tp).fill([1, 1]),
    ...new Array<[number, number]>(fp).fill([0, 1]),
    ...new Array<[number, number]>(fn).fill([1, 0]),
    ...new Array<[number, number]>(tn).fill([0, 0]),
  ]
  const labels = rows.map(([label]) => label)
  const decisions = rows.map(([, decision]) => decision)
  const places = rows.map((_, i) => i)
  return groupRates(
    name,
    places,
    labels,
    decisions,
    decisions.map((d) => (d === 1 ? 0.8 : 0.2)),
  )
}

/**
 * COMPAS two-year recidivism in Broward County, score medium or high: ProPublica's published confusion matrices (Larson et
 * al., How we analyzed the COMPAS recidivism algorithm, 2016).
 */
const BLACK = group('black', 1369, 805, 532, 990)
const WHITE = group('white', 505, 349, 461, 1139)

it('gives the rates that ProPublica published for COMPAS', () => {
  expect(BLACK.falsePositiveRate.value).toBeCloseTo(0.4485, 4)
  expect(WHITE.falsePositiveRate.value).toBeCloseTo(0.2345, 4)
  expect(1 - (BLACK.truePositiveRate.value ?? 0)).toBeCloseTo(0.2799, 4)
  expect(1 - (WHITE.truePositiveRate.value ?? 0)).toBeCloseTo(0.4772, 4)
  expect(BLACK.precision.value).toBeCloseTo(0.63, 2)
  expect(WHITE.precision.value).toBeCloseTo(0.59, 2)
})

it('finds the groups that are furthest apart, with the four-fifths line', () => {
  const [selection, , falsePositives] = compareGroups([BLACK, WHITE])
  expect(falsePositives).toMatchObject({ highest: 'black', lowest: 'white', fourFifths: 'fails' })
  expect(falsePositives.gap.value).toBeCloseTo(0.214, 3)
  expect(falsePositives.pAdjusted).toBeLessThan(1e-6)
  expect(selection.ratio?.value).toBeCloseTo(0.5916, 3)
})

it('says that base rates differ, so that calibration and equal errors exclude each other', () => {
  expect(impossibility([BLACK, WHITE])).toMatchObject({ highest: 'black', lowest: 'white' })
  expect(impossibility([group('a', 50, 10, 10, 50), group('b', 48, 12, 12, 48)])).toBeNull()
})

it('does not call a ratio that may be chance a failure', () => {
  const [selection] = compareGroups([group('a', 10, 5, 5, 20), group('b', 7, 4, 6, 23)])
  expect(selection.ratio?.value).toBeLessThan(0.8)
  expect(selection.fourFifths).toBe('unclear')
})

it('compares no group of fewer rows than asked', () => {
  const [selection] = compareGroups([BLACK, group('few', 3, 0, 0, 3)])
  expect(selection).toMatchObject({
    gap: { value: null },
    reason: 'fewer than two groups have enough rows for it',
  })
})

it('counts rows without labels for the selection only', () => {
  const rates = groupRates('a', [0, 1, 2], [1, Number.NaN, 0], [1, 1, Number.NaN], null)
  expect(rates).toMatchObject({ rows: 3, labelled: 2, selectionRate: { value: 1 }, baseRate: { value: 0.5 } })
  expect(rates.calibrationGap).toEqual({ value: null, ci: null, reason: 'no labelled row has a probability' })
  expect(rates.falsePositiveRate.reason).toBe('no decided row is negative')
})
