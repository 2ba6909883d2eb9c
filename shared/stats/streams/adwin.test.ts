import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADWIN_PARAMETERS, adwinBuckets, createAdwin, updateAdwin } from './adwin.ts'
import { resolveParameters } from './parameters.ts'

const create = (given = {}) => createAdwin(resolveParameters('adwin', ADWIN_PARAMETERS, given))

describe('ADWIN window', () => {
  it('keeps the width, total and squared deviations of every value it holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 400 }),
        (values) => {
          const state = create({ clock: 1_000_000 })
          for (const value of values) updateAdwin(state, value)
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length
          const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
          expect(state.width).toBe(values.length)
          expect(state.total).toBeCloseTo(mean * values.length, 6)
          expect(state.squares).toBeCloseTo(squares, 5)
        },
      ),
    )
  })

  it('takes O(log n) memory: at most max_buckets + 1 for each doubling of the width', () => {
    for (const max_buckets of [1, 2, 5, 20]) {
      const state = create({ max_buckets })
      for (let i = 1; i <= 200_000; i++) {
        updateAdwin(state, i % 2)
        if (i % 9973 === 0) {
          expect(adwinBuckets(state)).toBeLessThanOrEqual((max_buckets + 1) * (Math.log2(i) + 1))
          expect(state.totals.length).toBeLessThanOrEqual((max_buckets + 1) * 32)
        }
      }
    }
  })

  it('does not fire within the grace period', () => {
    const state = create({ grace_period: 100, clock: 1 })
    const steps = Array.from({ length: 100 }, (_, i) => updateAdwin(state, i < 50 ? 0 : 1000))
    expect(steps.some((step) => step.change)).toBe(false)
  })

  it('holds one value after the one that follows a change', () => {
    const state = create({ clock: 1 })
    for (let i = 0; i < 500; i++) updateAdwin(state, 0)
    let step = updateAdwin(state, 100)
    for (let i = 0; i < 500 && !step.change; i++) step = updateAdwin(state, 100)
    expect(step.change).toBe(true)
    updateAdwin(state, 50)
    expect(state.width).toBe(1)
  })
})
