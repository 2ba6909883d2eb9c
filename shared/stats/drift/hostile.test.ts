import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditColumn } from '../../policy/audit/audit-column.ts'
import { auditVerdict } from '../../policy/audit/verdict-audit.ts'
import { judgeRun } from '../../policy/severity.ts'
import { SEVERITY_POLICIES } from '../../policy/severity-policy.ts'
import { NUMERIC_BINNINGS } from '../binning/bins.ts'
import { ZERO_RULES } from '../divergence/zero-rules.ts'
import { measureCategoricalColumn, measureNumericColumn } from './column.ts'
import type { ColumnMeasures } from './measures.ts'

function everyNumber(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(everyNumber)
}

function expectDefined(measures: ColumnMeasures): void {
  expect(everyNumber(measures).some(Number.isNaN)).toBe(false)
  for (const key of ['psi', 'kl', 'js', 'hellinger', 'ks', 'wasserstein', 'chi2'] as const) {
    if (measures[key] === null) expect(measures.reasons[key]).toBeTruthy()
  }
  for (const side of ['reference', 'current'] as const) {
    expect(measures.bins.reduce((sum, bin) => sum + bin[side], 0)).toBe(measures.rows[side])
  }
  for (const policy of SEVERITY_POLICIES) {
    const judged = judgeRun([{ name: 'x', measures }], policy)
    expect(everyNumber(judged).some(Number.isNaN)).toBe(false)
    expect(everyNumber(auditVerdict(measures, policy)).some(Number.isNaN)).toBe(false)
  }
}

const nasty = fc.oneof(
  fc.constantFrom(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
    -0,
    Number.MIN_VALUE,
    -Number.MIN_VALUE,
    2.2e-308,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    Number.EPSILON,
    1e308,
    2 ** 53,
  ),
  fc.double(),
)

describe('hostile numbers', () => {
  it('give defined measures, verdicts and audits under every binning and zero rule (property)', () => {
    const side = fc.record({
      values: fc.array(nasty, { maxLength: 40 }),
      missing: fc.integer({ min: 0, max: 5 }),
    })
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom(...NUMERIC_BINNINGS),
        fc.constantFrom(...ZERO_RULES),
        fc.constantFrom(1, 10),
        (a, b, binning, zeroRule, repeat) => {
          const rows = (s: typeof a) => ({
            values: Float64Array.from(Array.from({ length: repeat }, () => s.values).flat()),
            missing: s.missing,
          })
          expectDefined(
            measureNumericColumn(rows(a), rows(b), { binning, zeroRule, bootstrap: { replicates: 5 } }),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
  it.each([
    ['all equal', new Array<number>(500).fill(7)],
    ['one row', [1]],
    [
      'only ±Infinity',
      [
        ...new Array<number>(250).fill(Number.POSITIVE_INFINITY),
        ...new Array<number>(250).fill(Number.NEGATIVE_INFINITY),
      ],
    ],
    ['zeros of both signs', Array.from({ length: 500 }, (_, i) => (i % 2 === 0 ? 0 : -0))],
    ['denormals', Array.from({ length: 500 }, (_, i) => i * Number.MIN_VALUE)],
    [
      'both ends of the doubles',
      Array.from({ length: 500 }, (_, i) => (i % 2 === 0 ? Number.MAX_VALUE : -Number.MAX_VALUE)),
    ],
  ])('%s on both sides: no drift on itself', (_, list) => {
    const side = () => ({ values: Float64Array.from(list), missing: 0 })
    const measures = measureNumericColumn(side(), side())
    expectDefined(measures)
    expect(measures.psi?.value).toBe(0)
    expect(measures.ks?.statistic).toBe(0)
    auditColumn({ scale: 'numeric', reference: side(), current: side() })
  })
  it('−0 and +0 are one value', () => {
    const plus = { values: new Float64Array(300), missing: 0 }
    const minus = { values: new Float64Array(300).fill(-0), missing: 0 }
    const measures = measureNumericColumn(plus, minus)
    expect(measures.bins).toHaveLength(1)
    expect(measures.psi?.value).toBe(0)
    expect(measures.ks?.pValue).toBe(1)
  })
})

describe('hostile categories', () => {
  it('texts of a megabyte are categories like any other', () => {
    const long = 'x'.repeat(1_000_000)
    const side = (n: number) => ({
      counts: new Map([
        [`${long}a`, n],
        [`${long}b`, 500 - n],
      ]),
      missing: 0,
    })
    const measures = measureCategoricalColumn(side(250), side(400))
    expectDefined(measures)
    expect(measures.bins).toHaveLength(2)
  })
  it('a million categories fall into 50 bins, (other) and (unseen)', { timeout: 300_000 }, () => {
    const side = (offset: number) => ({
      counts: new Map(Array.from({ length: 1_000_000 }, (_, i) => [String(i + offset), 1] as const)),
      missing: 0,
    })
    const measures = measureCategoricalColumn(side(0), side(500_000), { interval: false })
    expect(measures.bins.find((bin) => bin.kind === 'unseen')?.current).toBe(500_000)
    expect(measures.bins.length).toBeLessThanOrEqual(52)
    expectDefined(measures)
  })
  it('names of Object.prototype are categories', () => {
    const side = (n: number) => ({
      counts: new Map([
        ['__proto__', n],
        ['constructor', 400],
        ['', 3],
      ]),
      missing: 0,
    })
    expect(measureCategoricalColumn(side(300), side(300)).psi?.value).toBe(0)
  })
  it('counts of 0 are no rows, and unseen stays unseen', () => {
    const measures = measureCategoricalColumn(
      {
        counts: new Map([
          ['a', 300],
          ['b', 0],
        ]),
        missing: 0,
      },
      {
        counts: new Map([
          ['a', 200],
          ['b', 100],
        ]),
        missing: 0,
      },
    )
    expect(measures.bins.map((bin) => bin.label)).toEqual(['a', '(unseen)'])
  })
})
