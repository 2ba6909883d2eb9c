import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from '../golden/drift.golden.json' with { type: 'json' }
import { ascending } from '../golden/samples.ts'
import { andersonDarling2Sample } from './anderson-darling.ts'
import { cramerVonMises2Sample } from './cramer-von-mises.ts'
import { energyDistance } from './energy.ts'
import { eppsSingleton } from './epps-singleton.ts'
import { mannWhitneyU } from './mann-whitney.ts'
import { studentT, welchT } from './t-tests.ts'

type Found = { readonly statistic: number; readonly pValue: number } | null

function expectTest(found: Found, expected: number[] | null, digits = 9): void {
  if (expected === null) {
    expect(found).toBeNull()
    return
  }
  expect(found).not.toBeNull()
  const [statistic, p] = expected
  const scale = Math.max(1, Math.abs(statistic))
  expect((found?.statistic ?? Number.NaN) / scale).toBeCloseTo(statistic / scale, digits)
  expect(found?.pValue).toBeCloseTo(p, digits)
}

describe.each(Object.entries(golden.samples))('against SciPy: %s', (_, sample) => {
  const a = ascending(sample.reference)
  const b = ascending(sample.current)
  const { tests } = sample
  it('energy distance', () => {
    expect((energyDistance(a, b) ?? -1) / Math.max(1, tests.energy)).toBeCloseTo(
      tests.energy / Math.max(1, tests.energy),
      10,
    )
  })
  it('Cramér–von Mises, exact up to 20 rows', () => {
    expectTest(cramerVonMises2Sample(a, b), tests.cramer_von_mises, 6)
    expectTest(cramerVonMises2Sample(a, b, 'asymptotic'), tests.cramer_von_mises_asymptotic, 6)
  })
  it('Anderson–Darling', () => {
    expectTest(andersonDarling2Sample(a, b), tests.anderson)
  })
  it.each(['two-sided', 'less', 'greater'] as const)('Mann–Whitney, Welch and Student, %s', (side) => {
    const constant = a[0] === a[a.length - 1] && b[0] === b[b.length - 1]
    if (!(constant && a[0] === b[0])) expectTest(mannWhitneyU(a, b, side), tests[`mann_whitney ${side}`])
    if (!constant) {
      expectTest(welchT(a, b, side), tests[`welch ${side}`])
      if (a.length > 1 && b.length > 1) expectTest(studentT(a, b, side), tests[`student ${side}`])
    }
  })
  it('Epps–Singleton', () => {
    // SciPy inverts the rounding that two constant sides leave.
    const constant = a[0] === a[a.length - 1] && b[0] === b[b.length - 1]
    expectTest(eppsSingleton(a, b), constant ? null : tests.epps_singleton, 7)
  })
})

describe('edges', () => {
  it('nothing to compare is null', () => {
    const empty = new Float64Array(0)
    const one = Float64Array.of(1)
    expect(energyDistance(empty, one)).toBeNull()
    expect(cramerVonMises2Sample(one, one)).toBeNull()
    expect(andersonDarling2Sample(Float64Array.of(2, 2), Float64Array.of(2, 2))).toBeNull()
    expect(mannWhitneyU(empty, one)).toBeNull()
    expect(mannWhitneyU(Float64Array.of(2, 2), Float64Array.of(2, 2, 2))).toBeNull()
    expect(welchT(one, one)).toBeNull()
    expect(studentT(Float64Array.of(3, 3), Float64Array.of(4, 4))).toBeNull()
    expect(eppsSingleton(new Float64Array(9), new Float64Array(9))).toBeNull()
  })
  it('trap: Mann–Whitney is two-sided unless told, so a fall and a rise count the same', () => {
    const low = Float64Array.from({ length: 30 }, (_, i) => i)
    const high = low.map((x) => x + 12.5)
    expect(mannWhitneyU(low, high)?.pValue).toBeLessThan(0.01)
    expect(mannWhitneyU(high, low)?.pValue).toBe(mannWhitneyU(low, high)?.pValue)
    expect(mannWhitneyU(low, high, 'greater')?.pValue).toBeGreaterThan(0.99)
  })
  it('energy distance obeys Székely’s formula (property)', () => {
    const sample = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 25 })
    const mean = (x: number[], y: number[]): number =>
      x.reduce((sum, u) => sum + y.reduce((inner, v) => inner + Math.abs(u - v), 0), 0) /
      (x.length * y.length)
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const direct = 2 * mean(x, y) - mean(x, x) - mean(y, y)
        expect((energyDistance(ascending(x), ascending(y)) ?? -1) ** 2).toBeCloseTo(Math.max(0, direct), 8)
      }),
    )
  })
})
