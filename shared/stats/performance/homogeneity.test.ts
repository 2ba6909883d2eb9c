import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from './homogeneity.golden.json' with { type: 'json' }
import { homogeneityOf } from './homogeneity.ts'
import { measured, unmeasured } from './measure.ts'

describe('homogeneity of a metric over groups', () => {
  it.each(Object.entries(golden))("of %s is statsmodels' Q", (_name, { groups, q, df, p_value }) => {
    const found = homogeneityOf(groups.map(({ f1, ci }) => measured(f1, [ci[0], ci[1]])))
    expect(found?.statistic).toBeCloseTo(q, 9)
    expect(found?.df).toBe(df)
    expect(found?.pValue).toBeCloseTo(p_value, 12)
  })

  const group = fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.001, max: 0.2, noNaN: true }))
    .map(([value, half]) => measured(value, [value - half, value + half]))

  it('does not depend on the order of the groups nor on the unit', () => {
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 2, maxLength: 12 }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (all, unit) => {
          const { statistic } = homogeneityOf(all) ?? { statistic: Number.NaN }
          const scaled = all.map(({ value, ci }) =>
            measured((value ?? 0) * unit, ci && [ci[0] * unit, ci[1] * unit]),
          )
          const near = 1e-6 * (1 + statistic)
          expect(
            Math.abs((homogeneityOf([...all].reverse())?.statistic ?? Number.NaN) - statistic),
          ).toBeLessThan(near)
          expect(Math.abs((homogeneityOf(scaled)?.statistic ?? Number.NaN) - statistic)).toBeLessThan(near)
        },
      ),
    )
  })

  it('is perfect where all groups have one value', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 12 }), (all) => {
        const same = all.map(({ value, ci }) =>
          measured(0.5, ci && [ci[0] - (value ?? 0) + 0.5, ci[1] - (value ?? 0) + 0.5]),
        )
        expect(homogeneityOf(same)).toMatchObject({ statistic: 0, pValue: 1 })
      }),
    )
  })

  it('leaves out what has no value or no width, and is of two groups at least', () => {
    const [a, b] = [measured(0.4, [0.3, 0.5]), measured(0.6, [0.5, 0.7])]
    const none = [unmeasured('no row'), measured(0.9), measured(0.9, [0.9, 0.9])]
    expect(homogeneityOf([a, ...none, b])).toEqual(homogeneityOf([a, b]))
    expect(homogeneityOf([a, ...none])).toBeNull()
  })
})
