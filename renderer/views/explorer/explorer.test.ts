import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WindowColumn } from '#shared/contract/documents/window.ts'
import { distributionOfCells, quantilesOfCells } from './cells.ts'
import { linesOfWindow } from './lines.ts'
import { EXPLORER_DEFAULTS, explorerView } from './view.ts'
import { effectOf } from './window-rows.ts'

const even = {
  boundaries: Float64Array.of(0, 10, 20, 30, 40),
  reference: Float64Array.of(0, 25, 25, 25, 25, 0),
  current: Float64Array.of(0, 0, 0, 50, 50, 0),
  range: [0, 40] as [number, number],
}

describe('a picture from counts', () => {
  test('the quantiles of even cells are those of an even distribution', () => {
    const points = quantilesOfCells(even)
    expect(points?.[49]).toEqual({ share: 0.5, reference: 20, current: 30 })
    expect(points?.[24]?.reference).toBeCloseTo(10, 10)
    expect(points?.[24]?.current).toBeCloseTo(25, 10)
  })

  test('no rows give no picture', () => {
    const none = { ...even, reference: new Float64Array(6), current: new Float64Array(6) }
    expect(distributionOfCells(none)).toBeNull()
    expect(quantilesOfCells(none)).toBeNull()
  })

  test('shares and what is outside add up to all rows; quantiles never fall', () => {
    const counts = fc.array(fc.nat(1_000), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        // Rows beyond the outer boundaries need a range that holds them.
        const cells = {
          ...even,
          reference: Float64Array.from(a),
          current: Float64Array.from(b),
          range: [-10, 50] as [number, number],
        }
        const drawn = distributionOfCells(cells)
        const totals = [a, b].map((side) => side.reduce((sum, count) => sum + count, 0))
        if (drawn !== null) {
          for (const [side, shares] of [drawn.reference, drawn.current].entries()) {
            if (totals[side] === 0) continue
            const inside = shares.reduce((sum, share) => sum + share, 0)
            const outside = (drawn.below[side] + drawn.above[side]) / totals[side]
            expect(inside + outside).toBeCloseTo(1, 1)
          }
        }
        const points = quantilesOfCells(cells) ?? []
        for (let i = 1; i < points.length; i += 1) {
          expect(points[i].reference).toBeGreaterThanOrEqual(points[i - 1].reference - 1e-9)
          expect(points[i].current).toBeGreaterThanOrEqual(points[i - 1].current - 1e-9)
        }
      }),
    )
  })
})

const column = (name: string, verdict: WindowColumn['verdict'], psi: number): WindowColumn => ({
  name,
  kind: 'numeric',
  role: 'feature',
  rows: { reference: 1, current: 1 },
  missing: { reference: 0, current: 0 },
  infinite: { reference: 0, current: 0 },
  mean: { reference: null, current: null },
  deviation: { reference: null, current: null },
  psi: { value: psi, expected: 0, binning: 'quantile', zero_rule: 'half-count', bins: [] },
  kl: null,
  js: null,
  hellinger: null,
  ks: null,
  wasserstein: null,
  chi2: null,
  verdict,
  settled: true,
  reasons: [],
  score: null,
})

test('the lines of the map follow the window, the worst first; unknown ones last', () => {
  const columns = [column('b', 'none', 0.01), column('a10', 'high', 0.3), column('a2', 'high', 0.5)]
  const names = ['x', 'b', 'a10', 'a2']
  expect(linesOfWindow(names, columns, 'severity').map(({ name }) => name)).toEqual(['a2', 'a10', 'b', 'x'])
  expect(linesOfWindow(names, columns, 'name').map(({ name, index }) => [name, index])).toEqual([
    ['a2', 3],
    ['a10', 2],
    ['b', 1],
    ['x', 0],
  ])
})

test('the effect is D for numbers, V for categories', () => {
  expect(
    effectOf({ ks: null, chi2: { statistic: 9, df: 1, p_value: 0, p_adjusted: 0, cramers_v: 0.2 } }),
  ).toBe(0.2)
  expect(effectOf({ ks: null, chi2: null })).toBeNull()
})

test('a link gives back the place in the explorer', () => {
  const place = {
    model: 'fraud/é 😀',
    selection: {
      window: { start: '2026-03-01T00:00:00.000Z', end: '2026-03-05T06:00:00.000Z' },
      compare: { start: '2026-02-01T00:00:00.000Z', end: '2026-02-05T00:00:00.000Z' },
      segment: { column: 'country', value: 'IN & more' },
    },
    ...EXPLORER_DEFAULTS,
    column: 'amount',
    tab: 'why' as const,
    by: 'channel',
    zoom: true,
  }
  const { names = {}, search = new URLSearchParams() } = explorerView.format(place)
  expect(explorerView.parse(names, new URLSearchParams(search.toString()))).toEqual(place)
})
